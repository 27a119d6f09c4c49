import { serveTasks } from '@mailsift/runtime';
import { finishInThread } from './finishInThread.ts';
import { type FinishMessage, type ListTask, listTask, type SplitMessage } from './listTask.ts';
import { splitInThread } from './splitInThread.ts';

serveTasks<ListTask, SplitMessage | FinishMessage>(listTask.parse, async (task, say) =>
  task.kind === 'split' ? splitInThread(task) : finishInThread(task, say),
);
