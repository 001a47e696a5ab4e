/** The SPF record as a tree: each term, what became of it, and the record that it led to. */

import { decodeUtf8 } from '../../../engine/octets.ts';
import type { SpfVerified } from '../../../engine/report.ts';
import type { SpfStep, SpfTree } from '../../../engine/spf/spf.ts';
import { snake } from '../../../explain/message-key.ts';
import { spfReason } from '../../../explain/reason.ts';
import type { Words } from '../../../explain/words.ts';
import { Details, Name } from '../components/name.tsx';
import { Facts, octets } from './facts.tsx';

export function Spf({ spf, words }: { spf: SpfVerified; words: Words }) {
  const facts = [
    { label: words.text('page_spf_identity'), value: octets(spf.input?.mailFrom || spf.input?.helo || spf.domain) },
    { label: words.text('page_spf_ip'), value: spf.input && <Name text={spf.input.ip} /> },
    { label: words.text('page_spf_lookups'), value: words.text('page_of', { count: spf.lookups, most: 10 }) },
    { label: words.text('page_spf_voids'), value: words.text('page_of', { count: spf.voidLookups, most: 2 }) },
    { label: words.text('page_reason'), value: <Details lines={[spfReason(spf.reason, words)]} /> },
  ];
  return (
    <section id="spf" aria-labelledby="spf-title">
      <h2 id="spf-title">SPF</h2>
      <Facts facts={facts} words={words} />
      {spf.explanation && (
        <p class="quiet">{words.text('page_spf_explanation', { text: decodeUtf8(spf.explanation) })}</p>
      )}
      {spf.tree && (
        <div class="card">
          <h3>{words.text('page_spf_tree')}</h3>
          <ul class="tree">
            <Tree tree={spf.tree} words={words} />
          </ul>
        </div>
      )}
    </section>
  );
}

function Tree({ tree, words }: { tree: SpfTree; words: Words }) {
  return (
    <li>
      <b>
        <Name text={tree.domain} />
      </b>
      <span class="state">{spfReason(tree.outcome.reason, words).text}</span>
      {tree.record !== null && <p>{octets(tree.record)}</p>}
      {tree.steps.length > 0 && (
        <ul>
          {tree.steps.map((step, index) => (
            <Step step={step} words={words} key={`${index} ${step.term}`} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Step({ step, words }: { step: SpfStep; words: Words }) {
  return (
    <li data-state={step.state}>
      <code class="term">
        <Name text={step.term} />
      </code>
      <span class="state">
        {step.state === 'matched' && '✔ '}
        {step.state === 'error' && '✖ '}
        {words.text(`page_term_${snake(step.state)}`)}
        {step.target && !step.term.includes(step.target) && (
          <>
            {' · '}
            <Name text={step.target} />
          </>
        )}
      </span>
      {step.nested && (
        <ul>
          <Tree tree={step.nested} words={words} />
        </ul>
      )}
    </li>
  );
}
