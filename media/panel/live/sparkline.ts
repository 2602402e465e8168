/** A line of the last minute as SVG path data. Pure: no element is made here. */
import { shownMilliseconds, type Point } from './series.js';

export interface Box {
  readonly width: number;
  readonly height: number;
}

export interface Line {
  readonly stroke: string;
  /** The same runs, closed down to the floor. */
  readonly area: string;
}

/** The newest point is at the right edge; `top` is the value at the upper edge. A gap breaks the line. */
export function linePath(series: readonly Point[], top: number, box: Box): Line {
  const newest = series.at(-1)?.at ?? 0;
  const runs = runsOf(series.map(({ at, value }) => place(at - newest, value, top, box)));
  const stroke = runs.map((run) => `M${run.join('L')}`).join('');
  const area = runs.map((run) => `M${first(run)},${box.height}L${run.join('L')}L${first(run.slice(-1))},${box.height}Z`).join('');
  return { stroke, area };
}

function place(age: number, value: number | null, top: number, { width, height }: Box): string | null {
  if (value === null || !(top > 0)) {
    return null;
  }
  const x = Math.max(0, width * (1 + age / shownMilliseconds));
  const y = height * (1 - Math.min(1, Math.max(0, value / top)));
  return `${round(x)},${round(y)}`;
}

/** Neighbours without a gap between them; a single point is doubled, so that a round line cap shows it. */
function runsOf(points: readonly (string | null)[]): string[][] {
  const runs: string[][] = [[]];
  for (const point of points) {
    if (point === null) {
      runs.push([]);
    } else {
      runs.at(-1)?.push(point);
    }
  }
  return runs.filter((run) => run.length > 0).map((run) => (run.length === 1 ? [...run, ...run] : run));
}

function first(run: readonly string[]): string {
  return run[0]?.split(',')[0] ?? '0';
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
