/** Ids of a message as Gmail's page gives them: one 64-bit number, in hexadecimal and in decimal, that also tells the time. */

export type MessageIds = {
  /** 16 hexadecimal digits: `th=` of a request. Null for a message just sent, which has none yet. */
  readonly hex: string | null;
  /** "msg-f:DECIMAL", "msg-a:rDECIMAL" or "msg-a:s:DECIMAL": `permmsgid=` of a request. */
  readonly perm: string | null;
};

/** Gmail began on 1 April 2004; an id that says earlier does not tell the time. Milliseconds since 1970. */
const GMAIL_BEGAN = 1_080_777_600_000;
/** Below the milliseconds of an id. */
const BITS_BELOW_TIME = 20n;

/** From `data-legacy-message-id` and `data-message-id`; the first may be missing, the second may carry a '#'. */
export function idsIn(legacy: string | null, permanent: string | null): MessageIds | null {
  const hex = /^[0-9a-f]{12,16}$/.exec(legacy ?? '')?.[0] ?? null;
  const perm = /^#?(msg-(?:f:\d{1,20}|a:(?:r-?|s:)\d{1,20}))$/.exec(permanent ?? '')?.[1] ?? null;
  if (!hex && !perm) return null;
  return { hex: hex ?? (perm?.startsWith('msg-f:') ? BigInt(perm.slice('msg-f:'.length)).toString(16) : null), perm };
}

/** One name for a message, whichever of its ids the page shows. */
export const nameOf = ({ hex, perm }: MessageIds): string => hex ?? perm ?? '';

/** When the message came, in milliseconds since 1970; null where the id does not tell. */
export function timeOf({ hex }: MessageIds, now: number): number | null {
  if (!hex) return null;
  const time = Number(BigInt(`0x${hex}`) >> BITS_BELOW_TIME);
  return time >= GMAIL_BEGAN && time <= now + 86_400_000 ? time : null;
}
