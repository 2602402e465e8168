import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { hasBlank } from '../../../src/explain/concepts/blanks.js';
import { conceptGroups } from '../../../src/explain/concepts/groups.js';
import type { Block, ConceptPage, Span } from '../../../src/explain/concepts/page.js';
import { plainSpans, readConcept } from '../../../src/explain/concepts/readConcept.js';
import { showMonitors } from '../../../src/explain/machine/machineFacts.js';
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

const prose = (blocks: readonly Block[]): readonly (readonly Span[])[] => blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.spans] : block.kind === 'list' ? block.items : block.kind === 'table' ? block.rows.flat() : []));
const commands = ({ blocks }: ConceptPage): string[] => blocks.flatMap((block) => (block.kind === 'code' ? block.text.split('\n') : []));

/** What both languages must have alike: each block in its place, commands, names in code, where the links lead, what stands out. */
function skeleton({ blocks }: ConceptPage): unknown {
  const spans = prose(blocks).flat();
  const links = spans.flatMap((span) => (span.kind === 'concept' ? [span.id] : span.kind === 'link' ? [span.url] : []));
  return {
    blocks: blocks.map((block) => (block.kind === 'live' ? block.widget : block.kind === 'code' ? block.text : block.kind === 'table' ? block.rows.length : block.kind)),
    links: [...new Set(links)].sort(),
    code: [...new Set(spans.flatMap(({ kind, text }) => (kind === 'code' ? [text] : [])))].sort(),
    strong: spans.filter(({ kind }) => kind === 'strong').length,
  };
}

function wordsIn({ blocks }: ConceptPage): number {
  return prose(blocks.filter(({ kind }) => kind !== 'list')).map(plainSpans).join(' ').split(/\s+/u).length;
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

  test(`${id}: 150 to 400 words, a paragraph for each idea, and as much in Korean`, () => {
    const english = page('en', id);
    const words = wordsIn(english);
    assert.ok(words >= 150 && words <= 400, String(words));
    for (const { length } of prose(english.blocks).map((spans) => plainSpans(spans).split(/\s+/u))) {
      assert.ok(length <= 100, String(length));
    }
    const ratio = wordsIn(page('ko', id)) / words; // a Korean word carries its particles
    assert.ok(ratio > 0.6 && ratio < 0.85, String(ratio));
  });

  test(`${id}: Korean sentences end politely and use the words that we agreed on`, () => {
    const { lead, blocks } = page('ko', id);
    const sentences = [lead, ...blocks.flatMap((block) => (block.kind === 'paragraph' ? [plainSpans(block.spans)] : []))].flatMap((text) => text.split(/(?<=[.?!])\s+/u));
    assert.deepEqual(sentences.filter((sentence) => !/(?:니다|세요)\.$/u.test(sentence)), []);
    assert.doesNotMatch(readFileSync(new URL(`ko/${id}.md`, folder), 'utf8'), /폴더|디렉토리|도커|콘테이너|캐퍼빌리티|케이퍼빌리티스|프로필|네임 스페이스|쓰레드/u);
  });

  test(`${id}: what a command leaves blank is known, links to man pages lead where they say, names are short enough for a narrow page`, () => {
    const { blocks } = page('en', id);
    const capitals = commands(page('en', id)).flatMap((line) => line.match(/(?<![\w.-])[A-Z]{3,}(?![\w.-])/gu) ?? []);
    assert.deepEqual(capitals.filter((word) => !hasBlank(word)), []);
    for (const span of prose(blocks).flat()) {
      const [, name, section] = /^(\w+)\((\d)\)$/u.exec(span.text) ?? [];
      if (span.kind === 'link' && name !== undefined && section !== undefined) {
        assert.equal(span.url, `https://man7.org/linux/man-pages/man${section}/${name}.${section}.html`);
      }
      assert.ok(span.kind !== 'code' || span.text.length <= 36, span.text);
    }
  });
}

test('virtual machines are looked for on the page as the fact does it', () => {
  assert.deepEqual(commands(page('en', 'host-virtualization')), [showMonitors]);
});

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
