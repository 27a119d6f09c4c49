import { deleteList, leaveInInbox, type Store, settleWebhook, writeTombstone } from '@mailsift/lists';

/** Deletes a list: from the tombstone on it does not exist, and what dies after that is finished by the upkeep. */
export async function removeList(store: Store, listId: string, forget: () => Promise<unknown>): Promise<void> {
  // Twice: the upkeep may take the first out before there is a tombstone, and without one nobody would come back.
  await leaveInInbox(store, listId);
  await writeTombstone(store, listId);
  await leaveInInbox(store, listId);
  await forget();
  await settleWebhook(store, listId);
  // What is under way may still write: the upkeep sweeps again.
  await deleteList(store, listId);
}
