/** Advice about signatures: to mend one that is there and does not count, else to sign with the author's own domain. */

import { never } from '../engine/outcome.ts';
import { serviceOf } from '../engine/services/table.ts';
import type { Judgement } from '../judgement/judgement.ts';
import type { OwnSignature } from '../judgement/own-signature.ts';
import { isGoogleDefault } from '../judgement/verdicts/conditions.ts';
import type { AdviceLine, RecordToPublish } from './explanation.ts';
import { filled, panelAdvice } from './publish.ts';
import { shownText } from './shown.ts';
import { verdictValues } from './verdict.ts';
import { inLanguage, type MessageKey, type Words } from './words.ts';

/** Where the author signs already, that signature is named by its selector, and mended. */
export function signatureAdvice(judgement: Judgement, words: Words): readonly AdviceLine[] {
  const { ownSignature } = judgement;
  return ownSignature
    ? [mendAdvice(ownSignature, judgement, words)]
    : [dkimAdvice(judgement, words), ...panelAdvice(judgement, words)];
}

/** By where its fault lies: only of the content is anything said to be altered. */
function mendAdvice(own: OwnSignature, judgement: Judgement, words: Words): AdviceLine {
  const name = `${own.selector ? shownText(own.selector) : '‹selector›'}._domainkey.${own.domain}`;
  const values = { ...verdictValues(judgement, words), name };
  const line = (text: MessageKey, why: MessageKey | null, records: readonly RecordToPublish[] = []): AdviceLine => ({
    text: words.text(text, values),
    why: why && words.text(why, values),
    records,
  });
  if (own.reason === 'key-missing' || own.reason === 'key-revoked' || (own.fault === 'key' && own.reason === null)) {
    return line('admin_key', 'admin_key_why', [keyRecord(name, words.text('record_public_key'))]);
  }
  switch (own.fault) {
    case 'key':
      return line('admin_fix_key', 'admin_fix_key_why', [keyRecord(name, words.text('record_public_key'))]);
    case 'algorithm':
    case 'tags':
    case 'time':
      return line('admin_fix_signer', 'admin_fix_signer_why');
    case 'content':
      return line('admin_fix_content', 'admin_fix_content_why');
    case 'dns':
    case null:
      return line('admin_fix_unsaid', null);
    default:
      return never(own.fault);
  }
}

/** A signature with the author's own domain: the remedy that survives forwarding. */
export function dkimAdvice(judgement: Judgement, words: Words): AdviceLine {
  const author = judgement.report.recorded.author.domain ?? '';
  const values = verdictValues(judgement, words);
  const { service } = judgement;
  const records = filled((service && serviceOf(service.id)?.fix.dkim) ?? [], author);
  const blank = words.text(service ? 'record_given_by_service' : 'record_public_key');
  return {
    text: words.text(service ? 'admin_dkim_service' : 'admin_dkim', values),
    why: words.text('admin_dkim_why', values),
    records: records.length > 0 ? records : [keyRecord(`‹selector›._domainkey.${author}`, blank)],
  };
}

/** A signature that the host of the website makes, once it is switched on in its panel. */
export function hostAdvice(judgement: Judgement, words: Words): AdviceLine {
  const host = judgement.webHost;
  if (!host) return dkimAdvice(judgement, words);
  const values = { ...verdictValues(judgement, words), panel: inLanguage(host.name, words) };
  return { text: words.text('admin_dkim_panel', values), why: words.text('admin_dkim_why', values), records: [] };
}

/** Google Workspace and Microsoft 365 sign with their own name until the customer's key is switched on. */
export function tenantAdvice(judgement: Judgement, words: Words): AdviceLine {
  const values = verdictValues(judgement, words);
  const fix = serviceOf(judgement.passing.some(isGoogleDefault) ? 'google-workspace' : 'microsoft-365')?.fix;
  return {
    text: words.text('admin_tenant', values),
    why: words.text('admin_dkim_why', values),
    records: filled(fix?.dkim ?? [], judgement.report.recorded.author.domain ?? ''),
  };
}

function keyRecord(name: string, key: string): RecordToPublish {
  return { type: 'TXT', name, value: `v=DKIM1; k=rsa; p=${key}` };
}
