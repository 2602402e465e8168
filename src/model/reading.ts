/**
 * A live fact, or the reason there is none. "Could not read" is never shown as 0, none or unlimited:
 * the type makes a caller look before it uses the value.
 */

export type Unread = 'denied' | 'gone' | 'absent' | 'remote' | 'malformed' | 'unsupported' | 'failed';

export interface Read<T> {
  readonly value: T;
  /** Where it was read: a file's path, or an engine endpoint such as `GET /containers/{id}/json`. */
  readonly from: string;
  /** True where the value was concluded and not read outright. */
  readonly guessed?: true;
}

export interface NotRead {
  readonly unread: Unread;
  readonly from: string;
  /** What the system said, or what is missing. */
  readonly detail?: string;
}

export type Reading<T> = Read<T> | NotRead;

export function read<T>(value: T, from: string): Read<T> {
  return { value, from };
}

export function unread(reason: Unread, from: string, detail?: string): NotRead {
  return detail === undefined ? { unread: reason, from } : { unread: reason, from, detail };
}

export function isRead<T>(reading: Reading<T>): reading is Read<T> {
  return 'value' in reading;
}

/** The value, or `undefined` where there is none; for conclusions, never for display. */
export function valueOf<T>(reading: Reading<T>): T | undefined {
  return isRead(reading) ? reading.value : undefined;
}

/** A reading made from another; an error that `change` throws becomes `malformed` with its message. */
export function map<T, U>(reading: Reading<T>, change: (value: T) => U): Reading<U> {
  if (!isRead(reading)) {
    return reading;
  }
  try {
    const value = change(reading.value);
    return reading.guessed ? { value, from: reading.from, guessed: true } : { value, from: reading.from };
  } catch (error) {
    return unread('malformed', reading.from, error instanceof Error ? error.message : String(error));
  }
}

/** The first one that was read; else the first of all. */
export function firstRead<T>(first: Reading<T>, ...others: readonly Reading<T>[]): Reading<T> {
  return [first, ...others].find(isRead) ?? first;
}
