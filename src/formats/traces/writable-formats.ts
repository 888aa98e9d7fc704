// Which formats can traces be written in? Names alone, so that a face can list them without loading the writers.

export const jobFormats = ["swf", "pai", "openb", "philly-csv", "opendc"] as const;
export const requestFormats = ["vidur", "mooncake", "azure-llm"] as const;

export type WritableFormat = (typeof jobFormats)[number] | (typeof requestFormats)[number];
