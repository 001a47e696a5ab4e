/** More services that send for their customers, of which less is known. */

import type { Service } from './services.ts';

const unknownFix = { spfCanAlign: null } as const;
const notChecked = { documentation: null, checkedOn: null } as const;

export const moreSendingServices: readonly Service[] = [
  {
    id: 'resend',
    name: 'Resend',
    kind: 'sending-service',
    signals: { dkim: ['resend.dev'], selectors: ['resend'] },
    fix: {
      dkim: [{ type: 'TXT', name: 'resend._domainkey.{domain}', value: 'p={key}' }],
      mailFrom: [
        { type: 'MX', name: 'send.{domain}', value: '10 feedback-smtp.{region}.amazonses.com' },
        { type: 'TXT', name: 'send.{domain}', value: 'v=spf1 include:amazonses.com ~all' },
      ],
      spfCanAlign: true,
    },
    ...notChecked,
  },
  {
    id: 'klaviyo',
    name: 'Klaviyo',
    kind: 'sending-service',
    signals: {
      dkim: ['klaviyomail.com'],
      selectors: ['kl', 'kl2'],
      mailFrom: ['klaviyomail.com'],
      headers: ['x-kmail-*'],
    },
    // With static routing; with dynamic routing the subdomain is delegated by NS records.
    fix: {
      dkim: [
        { type: 'CNAME', name: 'kl._domainkey.{label}.{domain}', value: '{target1}' },
        { type: 'CNAME', name: 'kl2._domainkey.{label}.{domain}', value: '{target2}' },
      ],
      mailFrom: [{ type: 'CNAME', name: '{label}.{domain}', value: '{target3}' }],
      spfCanAlign: true,
    },
    documentation: 'https://help.klaviyo.com/hc/en-us/articles/4417768780827',
    checkedOn: '2026-11-24',
  },
  {
    id: 'constant-contact',
    name: 'Constant Contact',
    kind: 'sending-service',
    signals: {
      dkim: ['constantcontact.com', 'ccsend.com'],
      selectors: ['ctct*'],
      mailFrom: ['constantcontact.com', 'ccsend.com'],
      hosts: ['constantcontact.com'],
      headers: ['x-roving-id'],
    },
    fix: unknownFix,
    ...notChecked,
  },
  {
    id: 'mailjet',
    name: 'Mailjet',
    kind: 'sending-service',
    signals: {
      dkim: ['mailjet.com'],
      selectors: ['mailjet'],
      mailFrom: ['mailjet.com'],
      includes: ['spf.mailjet.com'],
      hosts: ['mailjet.com'],
      headers: ['x-mj-*'],
    },
    fix: {
      dkim: [{ type: 'TXT', name: 'mailjet._domainkey.{domain}', value: 'k=rsa; p={key}' }],
      spfCanAlign: null,
    },
    ...notChecked,
  },
  {
    id: 'mailerlite',
    name: 'MailerLite',
    kind: 'sending-service',
    signals: { dkim: ['mlsend.com'], keys: ['mlsend.com'], mailFrom: ['mlsend.com'], includes: ['_spf.mlsend.com'] },
    fix: unknownFix,
    ...notChecked,
  },
  {
    id: 'mailersend',
    name: 'MailerSend',
    kind: 'sending-service',
    signals: {
      dkim: ['mailersend.net'],
      keys: ['mailersend.net'],
      mailFrom: ['mailersend.net'],
      includes: ['_spf.mailersend.net'],
    },
    fix: unknownFix,
    ...notChecked,
  },
  {
    id: 'smtp2go',
    name: 'SMTP2GO',
    kind: 'sending-service',
    signals: {
      dkim: ['smtp2go.com', 'smtp2go.net'],
      keys: ['dkim.smtp2go.net'],
      mailFrom: ['smtp2go.com', 'smtp2go.net'],
      includes: ['spf.smtp2go.com'],
      hosts: ['smtp2go.com'],
    },
    fix: {
      dkim: [{ type: 'CNAME', name: '{selector}._domainkey.{domain}', value: 'dkim.smtp2go.net' }],
      mailFrom: [{ type: 'CNAME', name: '{label}.{domain}', value: 'return.smtp2go.net' }],
      spfCanAlign: true,
    },
    ...notChecked,
  },
  {
    id: 'aweber',
    name: 'AWeber',
    kind: 'sending-service',
    signals: { dkim: ['aweber.com'], selectors: ['aweber_key_*'], mailFrom: ['aweber.com'], hosts: ['aweber.com'] },
    fix: unknownFix,
    ...notChecked,
  },
  {
    id: 'customer-io',
    name: 'Customer.io',
    kind: 'sending-service',
    signals: { dkim: ['customeriomail.com'], mailFrom: ['customeriomail.com'], includes: ['customeriomail.com'] },
    fix: unknownFix,
    ...notChecked,
  },
  {
    id: 'shopify',
    name: 'Shopify',
    kind: 'sending-service',
    signals: {
      dkim: ['shopifyemail.com', 'shopify.com'],
      keys: ['shopifyemail.com'],
      mailFrom: ['shopifyemail.com', 'shopify.com'],
      includes: ['shops.shopify.com'],
    },
    fix: {
      dkim: [{ type: 'CNAME', name: '{selector}._domainkey.{domain}', value: '{target}' }],
      spfCanAlign: null,
    },
    documentation: 'https://help.shopify.com/en/manual/intro-to-shopify/initial-setup/email-rewrites',
    checkedOn: '2026-11-24',
  },
  {
    id: 'emarsys',
    name: 'Emarsys',
    kind: 'sending-service',
    signals: {
      dkim: ['emarsys.net'],
      mailFrom: ['emarsys.net'],
      includes: ['emarsys.net'],
      hosts: ['emarsys.net'],
      headers: ['x-emarsys-*'],
    },
    fix: unknownFix,
    ...notChecked,
  },
  {
    id: 'elastic-email',
    name: 'Elastic Email',
    kind: 'sending-service',
    signals: {
      dkim: ['elasticemail.com'],
      mailFrom: ['elasticemail.com'],
      includes: ['_spf.elasticemail.com'],
      hosts: ['elasticemail.com'],
      headers: ['x-elasticemail-*'],
    },
    fix: unknownFix,
    ...notChecked,
  },
  {
    id: 'campaign-monitor',
    name: 'Campaign Monitor',
    kind: 'sending-service',
    signals: {
      dkim: ['cmail19.com', 'cmail20.com', 'createsend.com'],
      selectors: ['cm'],
      mailFrom: ['cmail19.com', 'cmail20.com', 'createsend.com'],
      hosts: ['cmail19.com', 'cmail20.com', 'createsend.com'],
    },
    fix: unknownFix,
    ...notChecked,
  },
  {
    id: 'dynamics',
    name: 'Dynamics 365',
    kind: 'sending-service',
    signals: { headers: ['x-ms-dynamics-instance'] },
    fix: unknownFix,
    ...notChecked,
  },
];
