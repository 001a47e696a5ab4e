/** Words of the protocols: they may stay in a report without names. All that is not here is taken for somebody's own. */

const words: ReadonlySet<string> = new Set(
  `from by with id for via using tls version cipher bits verify ok not verified esmtp esmtps esmtpsa esmtpa smtp smtps lmtp
   lmtps utf8smtp utf8smtps http https mapi local unknown helo ehlo envelope-from client-ip receiver identity mechanism
   mailfrom domain of designates as permitted sender does designate transitioning best guess record for neither nor client
   address pass fail softfail neutral none permerror temperror hardfail policy bestguesspass spf dkim dmarc arc iprev auth
   dara bimi header body hash did signature bad key no a b c d e h i k l n p q s t v x z bh cv cs fo rua ruf adkim aspf sp
   np dis pct psd rf ri arc-seal rsa-sha256 rsa-sha1 ed25519-sha256 relaxed simple dns txt rsa ed25519 sha256 sha1 spf1 dkim1
   dmarc1 include ip4 ip6 mx ptr exists redirect exp all ~all -all ?all +all quarantine reject mailto list-unsubscribe
   one-click mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec gmt utc pst pdt jst est edt cet cest
   utf-8 us-ascii iso-2022-jp base64 quoted-printable 7bit 8bit text plain html multipart alternative mixed related report
   delivery-status charset boundary google mx ptr zone yes true false null`.split(/\s+/),
);

/** Single letters, which are tags and their values; numbers of dates, ports and lengths, times since 1970, offsets from UTC, prefixes of networks; names of ciphers. */
const shapes =
  /^(?:[a-z]|\d{1,4}|1[4-9]\d{8}(?:\.\d{1,9})?|[+-]\d{4}|\/\d{1,3}|tls[v_]?[\d._]+|tls_[a-z0-9_]+|ecdhe-[a-z0-9-]+)$/;

export function keptWord(word: string): boolean {
  const lower = word.toLowerCase();
  return words.has(lower) || shapes.test(lower) || !/[\p{L}\p{N}]/u.test(word);
}

/** Prefixes of field names that programs and services use for everybody's mail. */
const vendors =
  /^x-(?:received|google-|gm-|forwarded-|mailer$|priority$|ms-|microsoft-|forefront-|spam|sg-|ses-|mailgun-|pm-|mc-|mandrill-|proofpoint-|mimecast-|barracuda-|rspamd|ironport-|ksmg-|klms-|tm-as-|php-|beenthere$|mailman-version$|mailing-list$|originating-|virus-|original-)/;

/** Whether a field's name may stay: those that are registered do not begin with X-. */
export function keptFieldName(name: string): boolean {
  const lower = name.toLowerCase();
  return lower === '' || !lower.startsWith('x-') ? /^[a-z0-9-]{0,40}$/.test(lower) : vendors.test(lower);
}
