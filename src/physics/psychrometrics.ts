// What is the wet bulb of moist air at the pressure of its place?

/**
 * Wet-bulb temperature (ASHRAE Fundamentals 2017, SI, ch. 1, eq. 5, 6, 20, 33 and 35, solved by bisection to 1e-4 K).
 * @param dryBulbC degrees Celsius, -100 to 200
 * @param relativeHumidity 0 to 1; above 1 counts as saturated
 * @param pressurePa station pressure, pascal
 * @returns degrees Celsius, never above `dryBulbC`
 */
export function wetBulb(dryBulbC: number, relativeHumidity: number, pressurePa: number): number {
  if (relativeHumidity >= 1) return dryBulbC;
  const ratio = humidityRatio(Math.max(0, relativeHumidity) * saturationPressure(dryBulbC), pressurePa);
  let low = dryBulbC - 60;
  let high = dryBulbC;
  while (high - low > 1e-4) {
    const middle = (low + high) / 2;
    if (ratioAtWetBulb(dryBulbC, middle, pressurePa) > ratio) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** Saturation pressure of water vapour over ice (below 0 C) or liquid water, pascal: ASHRAE eq. 5 and 6 (Hyland and Wexler, 1983). */
export function saturationPressure(celsius: number): number {
  const t = celsius + 273.15;
  if (celsius <= 0.01) return Math.exp(-5.6745359e3 / t + 6.3925247 + t * (-9.677843e-3 + t * (6.2215701e-7 + t * (2.0747825e-9 - 9.484024e-13 * t))) + 4.1635019 * Math.log(t));
  return Math.exp(-5.8002206e3 / t + 1.3914993 + t * (-4.8640239e-2 + t * (4.1764768e-5 - 1.4452093e-8 * t)) + 6.5459673 * Math.log(t));
}

/** Pressure of the standard atmosphere at an elevation in metres, pascal: ASHRAE eq. 3. */
export function standardPressure(elevationM: number): number {
  return 101325 * (1 - 2.25577e-5 * elevationM) ** 5.2559;
}

/** Kilograms of vapour per kilogram of dry air at a vapour pressure: ASHRAE eq. 20. */
function humidityRatio(vapourPa: number, pressurePa: number): number {
  return (0.621945 * vapourPa) / (pressurePa - vapourPa);
}

/** Humidity ratio of air with this dry and wet bulb: ASHRAE eq. 33 above freezing, eq. 35 below. */
function ratioAtWetBulb(dry: number, wet: number, pressurePa: number): number {
  const saturated = humidityRatio(saturationPressure(wet), pressurePa);
  if (wet >= 0) return ((2501 - 2.326 * wet) * saturated - 1.006 * (dry - wet)) / (2501 + 1.86 * dry - 4.186 * wet);
  return ((2830 - 0.24 * wet) * saturated - 1.006 * (dry - wet)) / (2830 + 1.86 * dry - 2.1 * wet);
}
