// How strong is the sun under a clear sky, at a place, a day of the year and an hour?

const radians = Math.PI / 180;

/** The day angle of Spencer (1971): the year's progress, radians. `day` is 1 on 1 January. */
function dayAngle(day: number): number {
  return (2 * Math.PI * (day - 1)) / 365;
}

/**
 * Declination of the sun, radians, to 0.0006 rad.
 * Spencer, J. W. (1971), Fourier series representation of the position of the sun, Search 2(5), p. 172.
 * @param day day of the year, 1 on 1 January
 */
export function declination(day: number): number {
  const angle = dayAngle(day);
  return (
    0.006918 -
    0.399912 * Math.cos(angle) +
    0.070257 * Math.sin(angle) -
    0.006758 * Math.cos(2 * angle) +
    0.000907 * Math.sin(2 * angle) -
    0.002697 * Math.cos(3 * angle) +
    0.00148 * Math.sin(3 * angle)
  );
}

/**
 * Equation of time, minutes by which the sundial is ahead of the clock.
 * Spencer (1971), as above, with the 229.18 minutes a radian of Iqbal (1983), An Introduction to Solar Radiation, eq. 1.4.1.
 * @param day day of the year, 1 on 1 January
 */
export function equationOfTime(day: number): number {
  const angle = dayAngle(day);
  return 229.18 * (0.000075 + 0.001868 * Math.cos(angle) - 0.032077 * Math.sin(angle) - 0.014615 * Math.cos(2 * angle) - 0.04089 * Math.sin(2 * angle));
}

/**
 * Cosine of the sun's zenith angle: below 0 at night. Sun time is clock time + 4 minutes for each degree east of the zone's
 * meridian + the equation of time; the hour angle is 15 degrees an hour from noon (Iqbal 1983, eqs. 1.4.2 and 1.5.1).
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 * @param utcOffsetHours the clock: local standard time less UTC
 * @param day day of the year, 1 on 1 January
 * @param hour hour of local standard time, from 0 to 24, with its fraction
 */
export function cosZenith(latitude: number, longitude: number, utcOffsetHours: number, day: number, hour: number): number {
  const sunHour = hour + (4 * (longitude - 15 * utcOffsetHours) + equationOfTime(day)) / 60;
  const hourAngle = 15 * (sunHour - 12) * radians;
  const tilt = declination(day);
  return Math.sin(latitude * radians) * Math.sin(tilt) + Math.cos(latitude * radians) * Math.cos(tilt) * Math.cos(hourAngle);
}

/**
 * Global irradiance on the horizontal under a clear sky, W/m2: 1098 cos z exp(-0.059 / cos z).
 * Haurwitz, B. (1945), Insolation in relation to cloudiness and cloud density, Journal of Meteorology 2, pp. 154-166,
 * in the units of Reno, Hansen and Stein (2012), Global Horizontal Irradiance Clear Sky Models, Sandia SAND2012-2389.
 * @param cosine cosine of the zenith angle; at or below 0 the sun is down
 */
export function clearSky(cosine: number): number {
  return cosine <= 0 ? 0 : 1098 * cosine * Math.exp(-0.059 / cosine);
}

/** Day of the year of the 15th of each month of a common year. */
const midMonth: readonly number[] = [15, 46, 74, 105, 135, 166, 196, 227, 258, 288, 319, 349];

/**
 * Mean output over nameplate of a solar plant by month and hour of local standard time: the clear-sky irradiance on the 15th at
 * the middle of the hour, times one factor, cut at 1; the factor such that the mean year's mean is the capacity factor.
 * Weather, tilt and tracking are in the capacity factor only: the plant's day has a clear day's shape.
 * @param at latitude and longitude, degrees
 * @param capacityFactor yearly mean over nameplate; above the share of hours with sun, the plant is full in all of them
 * @param weights share of the year that one hour of the day in each month has
 * @returns [month 0 to 11][hour 0 to 23], from 0 to 1
 */
export function solarShape(at: readonly [number, number], utcOffsetHours: number, capacityFactor: number, weights: readonly number[]): readonly (readonly number[])[] {
  const irradiance = midMonth.map((day) => Array.from({ length: 24 }, (_, hour) => clearSky(cosZenith(at[0], at[1], utcOffsetHours, day, hour + 0.5))));
  const factor = factorFor(
    irradiance.flatMap((hours, month) => hours.map((value) => ({ value, weight: weights[month]! }))),
    capacityFactor,
  );
  return irradiance.map((hours) => hours.map((value) => (value > 0 ? Math.min(1, factor * value) : 0)));
}

/** The factor at which the weighted mean of min(1, factor x value) is `mean`: exact, since that mean is straight between the points where a value is cut. */
function factorFor(cells: readonly { readonly value: number; readonly weight: number }[], mean: number): number {
  const lit = cells.filter(({ value }) => value > 0).toSorted((one, other) => other.value - one.value);
  let uncut = lit.reduce((sum, { value, weight }) => sum + value * weight, 0);
  let cut = 0;
  for (const { value, weight } of lit) {
    const factor = (mean - cut) / uncut;
    if (factor * value <= 1) return factor;
    uncut -= value * weight;
    cut += weight;
  }
  return Infinity;
}
