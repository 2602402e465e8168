/** Which engines are news: those that were chosen, or were there a moment ago, and do not answer. */
import type { EngineState } from '../model/snapshot.js';

/** A socket that was merely tried and is not there is no news; one that was there a moment ago is. */
export function isWorthARow({ status, chosenBy, answeredBefore }: EngineState): boolean {
  return status !== 'absent' || chosenBy !== 'well-known' || answeredBefore === true;
}

/** Where none was chosen and none is there, none is missing. */
export function isFailing({ status, chosenBy, answeredBefore }: EngineState): boolean {
  return status !== 'ok' && (status !== 'absent' || chosenBy !== 'default' || answeredBefore === true);
}
