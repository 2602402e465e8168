import { type Reading, isRead } from './reading.js';

/** What `next` reads with the value of a reading; where there is none, the reason stays. */
export function chain<T, U>(reading: Reading<T>, next: (value: T) => Reading<U>): Reading<U> {
  return isRead(reading) ? next(reading.value) : reading;
}
