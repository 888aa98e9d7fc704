// How is time cut in the planner (docs/model.md, "Time" and "Derived constants")?

/** Hours of the mean year. */
export const hoursPerYear = 8766;
