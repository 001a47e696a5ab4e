/** SMTP grammar as regular-expression sources. RFC 5321 §4.4. */

/**
 * Protocol words of the `with` clause: SMTP and ESMTP (RFC 5321 §4.4), with S for TLS and A for SMTP AUTH (RFC 3848), UTF8 in
 * front (RFC 6531 §4.3). SMTPS, SMTPSA, ASMTP and those of HTTP and qmail are not registered, and common.
 */
export const MAIL_PROTOCOL = '(?:UTF8)?E?SMTPS?A?|(?:UTF8)?LMTPS?A?|ASMTPS?|MMS|QMQP|QMTP|HTTPS?|HTTPREST|REST';
