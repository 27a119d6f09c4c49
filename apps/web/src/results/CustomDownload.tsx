import { useState } from 'preact/hooks';
import type { List } from '../api/schemas.ts';
import { Icon } from '../parts/Icon.tsx';
import { formatCount } from '../words/format.ts';
import { EVENTS, eventWords, FLAGS, type FlagName, isFlagName, STATUS_WORDS } from '../words/verdictWords.ts';
import { type DownloadChoice, downloadPath, presentEvents, rowsInWords } from './downloadChoice.ts';

interface CustomDownloadProps {
  readonly list: List;
  readonly isForSpreadsheets: boolean;
}

const FLAG_NAMES: readonly FlagName[] = Object.keys(FLAGS).filter(isFlagName);

/** A file of one's own choice of events and flags. */
export function CustomDownload({ list, isForSpreadsheets }: CustomDownloadProps) {
  const offered = presentEvents(list);
  const [choice, setChoice] = useState<DownloadChoice>({ events: offered, exclude: [] });
  const [format, setFormat] = useState<'csv' | 'ndjson'>('csv');
  // All of them is no filter: then rows that were never decided come along too.
  const sent = choice.events.length === offered.length ? { ...choice, events: [] } : choice;
  const isEmpty = choice.events.length === 0;
  return (
    <details class="custom">
      <summary>
        <Icon name="chevron" class="turns" /> Choose what is in it
      </summary>
      <div class="custom-body">
        <fieldset>
          <legend>Rows that are</legend>
          {offered.map((event) => (
            <label key={event} class="check-field">
              <input
                type="checkbox"
                checked={choice.events.includes(event)}
                onChange={() => setChoice({ ...choice, events: toggled(choice.events, event) })}
              />
              <span>
                {STATUS_WORDS[EVENTS[event].status]}: {eventWords(event)}{' '}
                <span class="muted small numbers">{formatCount(list.events[event] ?? 0)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend>But not if they are</legend>
          {FLAG_NAMES.map((flag) => (
            <label key={flag} class="check-field">
              <input
                type="checkbox"
                checked={choice.exclude.includes(flag)}
                onChange={() => setChoice({ ...choice, exclude: toggled(choice.exclude, flag) })}
              />
              <span>
                {FLAGS[flag].words} <span class="muted small numbers">{formatCount(list.flags[flag] ?? 0)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend>As</legend>
          {(['csv', 'ndjson'] as const).map((name) => (
            <label key={name} class="check-field">
              <input type="radio" name="format" checked={format === name} onChange={() => setFormat(name)} />
              <span>{name === 'csv' ? 'CSV, your columns and ours' : 'NDJSON, one object in a line'}</span>
            </label>
          ))}
          {isEmpty ? (
            <p class="muted small">Choose at least one kind of rows.</p>
          ) : (
            <a class="button primary" href={downloadPath(list.id, sent, { format, isForSpreadsheets })} download>
              <Icon name="download" /> {rowsInWords(list, sent)}
            </a>
          )}
        </fieldset>
      </div>
    </details>
  );
}

function toggled<Name>(names: readonly Name[], name: Name): readonly Name[] {
  return names.includes(name) ? names.filter((other) => other !== name) : [...names, name];
}
