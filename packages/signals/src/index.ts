export { type AddressSignals, FLAGS, type Flag, flagsOf } from './addressSignals.ts';
export { createSignals, type Signals, type SignalsAddress, type SignalsContext } from './createSignals.ts';
export { formatSignals } from './formatSignals.ts';
export { measureSignals, type SignalScore } from './measureSignals.ts';
export type { ListPackage, ReadPackage } from './packagedLists.ts';
export type { SignalsOptions } from './signalsData.ts';
