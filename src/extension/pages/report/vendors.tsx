/** What filters and programs on the way wrote, in words. */

import type { VendorLine } from '../../../explain/vendor-fields.ts';
import type { Words } from '../../../explain/words.ts';
import { FieldLink } from '../components/field-link.tsx';
import { Name, Sentences } from '../components/name.tsx';

export function Vendors({ lines, words }: { lines: readonly VendorLine[]; words: Words }) {
  if (lines.length === 0) return null;
  return (
    <section id="vendors" aria-labelledby="vendors-title">
      <h2 id="vendors-title">{words.text('page_vendors')}</h2>
      <p class="quiet">{words.text('page_vendors_more')}</p>
      <dl class="facts">
        {lines.map(({ vendor, page, field, name, meanings }) => (
          <>
            <dt key={`${field} name`}>
              {vendor !== name && <Maker vendor={vendor} page={page} />} <Name text={name} />{' '}
              <FieldLink index={field} words={words} />
            </dt>
            <dd key={field}>
              <Sentences lines={meanings} />
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
}

/** Its name, and where it says what its codes mean. */
function Maker({ vendor, page }: { vendor: string; page: string | null }) {
  if (page === null) return <>{vendor}</>;
  return (
    <a href={page} target="_blank" rel="noreferrer">
      {vendor}
    </a>
  );
}
