import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { conceptGroups } from '../../../src/explain/concepts/groups.js';
import type { ConceptPage } from '../../../src/explain/concepts/page.js';
import { plainSpans, readConcept } from '../../../src/explain/concepts/readConcept.js';
import { conceptIds } from '../../../src/model/isolation.js';

const languages = ['en', 'ko'] as const;
const folder = new URL('../../../media/concepts/', import.meta.url);

function page(language: string, id: (typeof conceptIds)[number]): ConceptPage {
  return readConcept(id, readFileSync(new URL(`${language}/${id}.md`, folder), 'utf8'));
}

for (const language of languages) {
  test(`the pages in ${language} are exactly the concepts`, () => {
    assert.deepEqual(readdirSync(new URL(language, folder)).sort(), conceptIds.map((id) => `${id}.md`).sort());
  });
}

/** What both languages must have alike: the live parts, the commands, where the links lead, the shape of tables. */
function skeleton({ blocks }: ConceptPage): unknown {
  const links = blocks.flatMap((block) => (block.kind === 'paragraph' ? block.spans : block.kind === 'list' ? block.items.flat() : []))
    .flatMap((span) => (span.kind === 'concept' ? [span.id] : span.kind === 'link' ? [span.url] : []));
  return {
    kinds: blocks.filter(({ kind }) => kind !== 'paragraph').map((block) => (block.kind === 'live' ? block.widget : block.kind === 'code' ? block.text : block.kind)),
    links: [...new Set(links)].sort(),
    rows: blocks.map((block) => (block.kind === 'table' ? block.rows.length : 0)),
  };
}

const headings = { en: ['Try it', 'What it does not protect from', 'Read more'], ko: ['직접 해 보기', '막아 주지 않는 것', '더 읽을거리'] } as const;

for (const id of conceptIds) {
  test(`${id}: both languages have the same live parts, commands and links`, () => {
    assert.deepEqual(skeleton(page('ko', id)), skeleton(page('en', id)));
  });

  for (const language of languages) {
    test(`${id} (${language}): a lead of one paragraph, a live part, an example, the limits, and further reading`, () => {
      const { title, lead, blocks } = page(language, id);
      assert.ok(title.length > 1 && lead.length > 30 && lead.length < 250, lead);
      assert.ok(blocks.some(({ kind }) => kind === 'live'));
      assert.deepEqual(blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : [])), headings[language]);
      assert.ok(blocks.some(({ kind }) => kind === 'code'));
    });
  }

  test(`${id}: 150 to 400 words`, () => {
    const text = page('en', id).blocks.map((block) => (block.kind === 'paragraph' ? plainSpans(block.spans) : block.kind === 'table' ? block.rows.flat().map(plainSpans).join(' ') : '')).join(' ');
    const words = text.split(/\s+/).length;
    assert.ok(words >= 150 && words <= 400, String(words));
  });
}

test('every concept is in one group', () => {
  assert.deepEqual(conceptGroups().flatMap(({ concepts }) => concepts).sort(), [...conceptIds].sort());
});

const slips: readonly [title: string, markdown: string, error: RegExp][] = [
  ['a live part that does not exist', '# T\n\nLead.\n\n<!-- live: nothing -->\n', /no such live part/],
  ['HTML', '# T\n\nLead.\n\n<div>x</div>\n', /no such live part/],
  ['a link to a page that does not exist', '# T\n\nLead [x](nowhere.md).\n', /no such concept/],
  ['a link that is not https', '# T\n\nLead [x](http://example.org).\n', /neither a page nor https/],
  ['no title', 'Lead.\n', /begins with its title/],
  ['an image', '# T\n\nLead ![x](https://e.org/a.png)\n', /grammar/],
];
for (const [title, markdown, error] of slips) {
  test(`a page with ${title} is refused`, () => assert.throws(() => readConcept('pid', markdown), error));
}

test('whatever the text, the answer is a page or an error with words', () => {
  fc.assert(fc.property(fc.string(), (text) => {
    try {
      assert.equal(readConcept('pid', `# T\n\n${text}`).id, 'pid');
    } catch (error) {
      assert.ok(error instanceof Error && error.message !== '');
    }
  }));
});
