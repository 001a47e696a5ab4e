/** The services that had a hand in it, and by which facts each is recognised. */

import { decodeUtf8 } from '../../../engine/octets.ts';
import type { ServiceMatch } from '../../../engine/services/services.ts';
import { snake } from '../../../explain/message-key.ts';
import { inLanguage, type Words } from '../../../explain/words.ts';
import { Name } from '../components/name.tsx';

export function Services({ services, words }: { services: readonly ServiceMatch[]; words: Words }) {
  if (services.length === 0) return null;
  return (
    <section id="services" aria-labelledby="services-title">
      <h2 id="services-title">{words.text('page_services')}</h2>
      {services.map((service) => (
        <article class="card" key={service.id}>
          <h3>
            {inLanguage(service.name, words)} <small>{words.text(`page_service_${snake(service.kind)}`)}</small>
          </h3>
          <ul>
            {service.evidence.map((one) => (
              <li key={one.signal + one.value}>
                {words.text(`page_signal_${snake(one.signal)}`)}{' '}
                <code>
                  <Name text={decodeUtf8(one.value)} />
                </code>{' '}
                <small>{words.text(`page_strength_${one.strength}`)}</small>
              </li>
            ))}
          </ul>
        </article>
      ))}
    </section>
  );
}
