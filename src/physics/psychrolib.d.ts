// What do the tests use of PsychroLib, which has no types of its own?

declare module "psychrolib" {
  const oracle: {
    readonly SI: unknown;
    SetUnitSystem(system: unknown): void;
    GetTWetBulbFromRelHum(dryBulbC: number, relativeHumidity: number, pressurePa: number): number;
    GetSatVapPres(dryBulbC: number): number;
    GetStandardAtmPressure(elevationM: number): number;
  };
  export default oracle;
}
