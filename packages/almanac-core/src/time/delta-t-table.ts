/**
 * ΔT from eclipses and occultations as a cubic spline: the year in which a piece begins, and the
 * coefficients, seconds, of the powers 0..3 of the fraction of the piece that has passed.
 * Source: Stephenson, Morrison and Hohenkerk, "Measurement of the Earth's rotation: 720 BC to
 * AD 2015", Proc. R. Soc. A 472 (2016), table S15.
 */
export const SPLINE: readonly (readonly [
  from: number,
  ...powers: [number, number, number, number],
])[] = [
  [-720, 20550.6, -21268.5, 11863.4, -4541.13],
  [400, 6604.4, -5981.27, -505.093, 1349.61],
  [1000, 1467.65, -2452.19, 2460.93, -1183.76],
  [1500, 292.635, -216.322, -43.614, 56.681],
  [1600, 89.38, -66.754, 31.607, -10.497],
  [1650, 43.736, -49.043, 0.227, 15.811],
  [1720, 10.73, -1.321, 62.25, -52.946],
  [1800, 18.714, -4.457, -1.509, 2.507],
  [1810, 15.255, 0.046, 6.012, -4.634],
  [1820, 16.679, -1.831, -7.889, 3.799],
  [1830, 10.758, -6.211, 3.509, -0.388],
  [1840, 7.668, -0.357, 2.345, -0.338],
  [1850, 9.317, 1.659, 0.332, -0.932],
  [1855, 10.376, -0.472, -2.463, 1.596],
  [1860, 9.038, -0.61, 2.325, -2.497],
  [1865, 8.256, -3.45, -5.166, 2.729],
  [1870, 2.369, -5.596, 3.02, -0.919],
  [1875, -1.126, -2.312, 0.264, -0.037],
  [1880, -3.211, -1.894, 0.154, 0.562],
  [1885, -4.388, 0.101, 1.841, -1.438],
  [1890, -3.884, -0.531, -2.473, 1.87],
  [1895, -5.017, 0.134, 3.138, -0.232],
  [1900, -1.977, 5.715, 2.443, -1.257],
  [1905, 4.923, 6.828, -1.329, 0.72],
  [1910, 11.142, 6.33, 0.831, -0.825],
  [1915, 17.479, 5.518, -1.643, 0.262],
  [1920, 21.617, 3.02, -0.856, 0.008],
  [1925, 23.789, 1.333, -0.831, 0.127],
  [1930, 24.418, 0.052, -0.449, 0.142],
  [1935, 24.164, -0.419, -0.022, 0.702],
  [1940, 24.426, 1.645, 2.086, -1.106],
  [1945, 27.05, 2.499, -1.232, 0.614],
  [1950, 28.932, 1.127, 0.22, -0.277],
  [1953, 30.002, 0.737, -0.61, 0.631],
];

/** The year in which the last piece of the spline ends. */
export const SPLINE_END = 1956;

/**
 * TT - UT1 at the beginning of the years 1955 to 1971, seconds, from atomic time and observation
 * (Astronomical Almanac, page K8); for 1972 the difference that UTC began with.
 */
export const ANNUAL_FROM = 1955;
export const ANNUAL: readonly number[] = [
  31.07, 31.35, 31.68, 32.18, 32.68, 33.15, 33.59, 34.0, 34.47, 35.03, 35.73, 36.54, 37.43, 38.29,
  39.2, 40.18, 41.17, 42.184,
];

/**
 * The days from which UTC stands one second further from atomic time, as [year, month]; TT - UTC is
 * 42.184 s at the first. Source: IERS Bulletin C.
 */
export const LEAP_SECONDS: readonly (readonly [year: number, month: 1 | 7])[] = [
  [1972, 1],
  [1972, 7],
  [1973, 1],
  [1974, 1],
  [1975, 1],
  [1976, 1],
  [1977, 1],
  [1978, 1],
  [1979, 1],
  [1980, 1],
  [1981, 7],
  [1982, 7],
  [1983, 7],
  [1985, 7],
  [1988, 1],
  [1990, 1],
  [1991, 1],
  [1992, 7],
  [1993, 7],
  [1994, 7],
  [1996, 1],
  [1997, 7],
  [1999, 1],
  [2006, 1],
  [2009, 1],
  [2012, 7],
  [2015, 7],
  [2017, 1],
];

/** The year until which no further leap second is possible (Bulletin C 72, July 2026). */
export const LEAP_SECONDS_KNOWN_UNTIL = 2027.5;
