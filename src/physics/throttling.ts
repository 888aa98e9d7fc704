// How much slower does an accelerator at its power cap run when what cools it is warmer?

/**
 * Clock over that of the cooler hour. A capped package spends cap = leakage + switching; leakage grows with temperature as e^(b dT), switching power
 * goes with the clock to an exponent (about 3 while voltage follows the clock: Butts and Sohi, A static power model for architects, MICRO 2000, for both terms),
 * so clock = ((1 - s e^(b dT)) / (1 - s))^(1 / exponent).
 * @param warmerK kelvin above the cooler hour
 * @param leakageShare s: share of the cap that leaks in the cooler hour, 0 to 1
 * @param leakagePerKelvin b
 * @returns share; 0 when leakage alone reaches the cap
 */
export function throttledClock(warmerK: number, leakageShare: number, leakagePerKelvin: number, exponent: number): number {
  const switching = Math.max(0, 1 - leakageShare * Math.exp(leakagePerKelvin * warmerK));
  return (switching / (1 - leakageShare)) ** (1 / exponent);
}
