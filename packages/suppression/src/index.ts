export { createSuppression, NO_SUPPRESSION, type Suppression } from './createSuppression.ts';
export { type KeeperOptions, keepSuppression, type SuppressionKeeper } from './keepSuppression.ts';
export {
  describeFaults,
  type Fault,
  type Faults,
  type ReadOptions,
  readSuppressionFiles,
  type SuppressionData,
} from './readFiles.ts';
export { suppressionDataSchema } from './suppressionDataSchema.ts';
