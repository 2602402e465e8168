/** Prints, as JSON, the times of hovers over a 10,000-line Dockerfile and a 5,000-line compose file, where there is one. */
import { parseForHovers } from '../src/explain/hovers/documents.js';
import { hoverAt } from '../src/explain/hovers/hoverAt.js';

const dockerfile = Array.from({ length: 2000 }, (_, index) => [
  `FROM debian:${String(index)} AS stage${String(index)}`, `RUN --mount=type=cache,target=/c${String(index)} chmod 4755 /bin/x \\`, '  && sudo true',
  `COPY --chown=1000:1000 a${String(index)} /a`, 'USER root',
]).flat().join('\n');
const compose = ['services:', ...Array.from({ length: 555 }, (_, index) => [
  `  web${String(index)}:`, '    image: nginx', '    privileged: true', '    cap_add: [SYS_ADMIN, NET_ADMIN]', '    mem_limit: 64m',
  '    volumes:', '      - /var/run/docker.sock:/var/run/docker.sock', '    security_opt:', '      - seccomp=unconfined',
]).flat()].join('\n');

const figures = ([['dockerfile', '/w/Dockerfile', dockerfile], ['compose', '/w/compose.yaml', compose]] as const).map(([kind, file, text]) => {
  const since = performance.now();
  const document = parseForHovers(kind, file, text);
  const parse = performance.now() - since;
  const times: number[] = [];
  text.split('\n').forEach((line, index) => {
    for (let column = 0; column < line.length; column += 10) {
      const start = performance.now();
      if (hoverAt(document, index, column, []) !== null) {
        times.push(performance.now() - start);
      }
    }
  });
  return { name: kind === 'dockerfile' ? '10,000-line Dockerfile' : '5,000-line compose file', parse, times };
});
console.log(JSON.stringify(figures));
