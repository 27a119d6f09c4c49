import { z } from 'zod';

/**
 * The only module that spells keys of the store.
 *
 * | key                             | written by | holds                                                                |
 * |---------------------------------|------------|----------------------------------------------------------------------|
 * | inbox/<id>                      | upload     | "this list may need to be started"; deleted once Redis knows it       |
 * | manifests/<id>                  | upload     | the list: its existence, owner, upload, format; the commit point      |
 * | keys/<id>                       | keys       | an API key: its digest, name and weight                               |
 * | revoked-keys/<id>               | keys       | the key is good for nothing any more                                  |
 * | key-uses/<id>/<day>             | upload     | the key was used on that day                                          |
 * | ages/<day>.<id>                 | upload     | the list was made on that day: found by its age without being read    |
 * | owners/<owner>/<ms>.<id>        | upload     | the owner's list, by when it was made: found without reading others   |
 * | owners.indexed                  | api        | every list has its key under owners/; stores of older versions had none |
 * | webhooks/<id>                   | upload     | the list has a webhook that is not settled yet                        |
 * | tombstones/<id>                 | delete     | the list is deleted; nothing is written for it any more               |
 * | lists/<id>/upload-<nonce>       | upload     | the uploaded bytes                                                    |
 * | lists/<id>/started              | start      | the format a `start=false` list was started with                      |
 * | lists/<id>/controls/<seq>       | control    | pause, resume, cancel or expire, in order                             |
 * | lists/<id>/webhook/<n>          | webhook    | what came of the nth time that its webhook was sent                   |
 * | lists/<id>/failed               | any        | why nothing more will come of the list                                |
 * | lists/<id>/split/<nonce>/<part> | split      | the records of a partition                                            |
 * | lists/<id>/split.done           | split      | the partitions and their nonce, the counts                            |
 * | lists/<id>/cuts/<part>/<n>      | resolve    | batches, and what DNS alone decided                                   |
 * | lists/<id>/resolved/<part>      | resolve    | how many cuts the partition has                                       |
 * | lists/<id>/results/<batch>/<n>  | probe      | the result of pass n of a batch                                       |
 * | lists/<id>/output-<nonce>.*     | finish     | csv, ndjson and their index                                           |
 * | lists/<id>/sealed               | finish     | the nonce, the final counts                                           |
 */
export const storeKeys = {
  inboxes: 'inbox/',
  inbox: (id: string) => `inbox/${id}`,
  manifests: 'manifests/',
  manifest: (id: string) => `manifests/${id}`,
  ages: 'ages/',
  /** A day is `YYYY-MM-DD`, UTC. */
  age: (day: string, id: string) => `ages/${day}.${id}`,
  owner: (owner: string) => `owners/${owner}/`,
  /** `at` in epoch ms, of as many digits for every time of this age. */
  owned: (owner: string, at: number, id: string) => `owners/${owner}/${String(at).padStart(13, '0')}.${id}`,
  ownersIndexed: 'owners.indexed',
  apiKeys: 'keys/',
  apiKey: (id: string) => `keys/${id}`,
  revokedKey: (id: string) => `revoked-keys/${id}`,
  keyUses: (id: string) => `key-uses/${id}/`,
  keyUse: (id: string, day: string) => `key-uses/${id}/${day}`,
  openWebhooks: 'webhooks/',
  openWebhook: (id: string) => `webhooks/${id}`,
  webhookAttempt: (id: string, number: number) => `lists/${id}/webhook/${number}`,
  tombstones: 'tombstones/',
  tombstone: (id: string) => `tombstones/${id}`,
  list: (id: string) => `lists/${id}/`,
  upload: (id: string, nonce: string) => `lists/${id}/upload-${nonce}`,
  started: (id: string) => `lists/${id}/started`,
  controls: (id: string) => `lists/${id}/controls/`,
  control: (id: string, sequence: number) => `lists/${id}/controls/${String(sequence).padStart(6, '0')}`,
  failed: (id: string) => `lists/${id}/failed`,
  splits: (id: string) => `lists/${id}/split/`,
  split: (id: string, nonce: string) => `lists/${id}/split/${nonce}/`,
  partition: (id: string, nonce: string, partition: string) => `lists/${id}/split/${nonce}/${partition}`,
  splitDone: (id: string) => `lists/${id}/split.done`,
  cuts: (id: string, partition: string) => `lists/${id}/cuts/${partition}/`,
  cut: (id: string, partition: string, cut: number) => `lists/${id}/cuts/${partition}/${cut}`,
  allCuts: (id: string) => `lists/${id}/cuts/`,
  resolved: (id: string, partition: string) => `lists/${id}/resolved/${partition}`,
  allResolved: (id: string) => `lists/${id}/resolved/`,
  allResults: (id: string) => `lists/${id}/results/`,
  results: (id: string, partition: string, cut: number) => `lists/${id}/results/${partition}/${cut}/`,
  result: (id: string, { partition, cut, offset, length }: BatchId, pass: number) =>
    `lists/${id}/results/${partition}/${cut}/${offset}.${length}.${pass}`,
  output: (id: string, nonce: string, kind: 'csv' | 'ndjson' | 'index') => `lists/${id}/output-${nonce}.${kind}`,
  sealed: (id: string) => `lists/${id}/sealed`,
} as const;

/** What partitions are called: a part of keys, of passes and of job ids. */
export const partitionSchema = z.string().regex(/^[a-z0-9-]{1,20}$/);

/** A batch is one range of its cut: its id alone reads it. */
export interface BatchId {
  readonly partition: string;
  readonly cut: number;
  readonly offset: number;
  readonly length: number;
}
