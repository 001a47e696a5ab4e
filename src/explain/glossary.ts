/** The terms of mail, each in one line, in the order in which a message meets them. */

import type { Term } from './explanation.ts';
import type { Words } from './words.ts';

export function glossary(words: Words): readonly Term[] {
  const lines = [
    ['term_header_from', 'term_header_from_meaning'],
    ['term_envelope_from', 'term_envelope_from_meaning'],
    ['role_mua', 'role_mua_meaning'],
    ['term_port_587', 'term_port_587_meaning'],
    ['term_smtp_auth', 'term_smtp_auth_meaning'],
    ['role_msa', 'role_msa_meaning'],
    ['role_mta', 'role_mta_meaning'],
    ['role_relay', 'role_relay_meaning'],
    ['role_mx', 'role_mx_meaning'],
    ['role_mda', 'role_mda_meaning'],
    ['term_spf', 'term_spf_meaning'],
    ['term_dkim', 'term_dkim_meaning'],
    ['term_author_signature', 'term_author_signature_meaning'],
    ['term_third_party_signature', 'term_third_party_signature_meaning'],
    ['term_dmarc', 'term_dmarc_meaning'],
    ['term_relaxed', 'term_relaxed_meaning'],
    ['term_strict', 'term_strict_meaning'],
    ['term_arc', 'term_arc_meaning'],
    ['term_bimi', 'term_bimi_meaning'],
  ] as const;
  return lines.map(([term, meaning]) => ({ term: words.text(term), meaning: words.text(meaning) }));
}
