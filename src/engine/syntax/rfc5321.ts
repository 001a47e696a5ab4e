/** SMTP grammar as regular-expression sources. RFC 5321 §4.1.2, §4.4. */

/** Keyword = Ldh-str; Ldh-str = *( ALPHA / DIGIT / "-" ) Let-dig */
export const KEYWORD = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';

/**
 * Protocol words of the `with` clause as they are registered: RFC 5321 §4.4 SMTP and ESMTP, RFC 3848 (TLS ends in S, SMTP AUTH
 * in A), RFC 6531 §4.3 (UTF8...), RFC 8314 names none of its own. SMTPS, SMTPSA and ASMTP are not registered, and common.
 */
export const MAIL_PROTOCOL = '(?:UTF8)?E?SMTPS?A?|(?:UTF8)?LMTPS?A?|ASMTPS?|MMS|QMQP|QMTP|HTTPS?|HTTPREST|REST';
