export { SandboxUsageError } from './commandOptions.ts';
export type { HostCounts, SandboxCounts } from './counting/census.ts';
export type { AtOnce, TallyCounts } from './counting/tally.ts';
export { DEFAULT_DELAYS, type Delays, type SandboxOptions } from './options.ts';
export { type RunningSandbox, runSandbox } from './runSandbox.ts';
export { demoEntries, type SampleEntry, type SampleOptions, sampleEntries } from './samples/sampleEntries.ts';
export { demoList, sampleList } from './samples/sampleList.ts';
export { type Sandbox, type SandboxDomain, startSandbox } from './startSandbox.ts';
export type { Truth } from './world/domainRow.ts';
