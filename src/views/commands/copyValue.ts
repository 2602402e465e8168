/** Isolation Lens: Copy Value: a fact's value, as it stands in its row. */
import * as l10n from '@vscode/l10n';
import { copy } from '../panel/actions.js';
import { valueArgument } from './argument.js';
import { Problem } from './problem.js';

export async function copyValue(argument: unknown): Promise<void> {
  const value = valueArgument(argument);
  if (value === null) {
    throw new Problem(l10n.t('There is no value to copy. Choose a row that has one.'));
  }
  await copy(value);
}
