/** Services that send for their customers, all over the world. Nothing is printed as a fact that `checkedOn` does not date. */

import { everywhere, onServers, rowsOf } from '../row.ts';
import type { Service } from '../services.ts';

const sender = rowsOf('sending-service');

export const sendingServices: readonly Service[] = [
  sender(
    'sendgrid',
    'SendGrid',
    { ...everywhere('sendgrid.net'), received: ['(SG)', 'by recvd-', 'by geopod-'], headers: ['x-sg-eid', 'x-sg-id'] },
    {
      fix: {
        dkim: [
          { type: 'CNAME', name: 's1._domainkey.{domain}', value: 's1.domainkey.{account}.sendgrid.net' },
          { type: 'CNAME', name: 's2._domainkey.{domain}', value: 's2.domainkey.{account}.sendgrid.net' },
        ],
        mailFrom: [{ type: 'CNAME', name: 'em{number}.{domain}', value: '{account}.sendgrid.net' }],
        spfCanAlign: true,
      },
      documentation:
        'https://www.twilio.com/docs/sendgrid/api-reference/domain-authentication/validate-a-domain-authentication',
      checkedOn: '2026-11-24',
    },
  ),
  sender(
    'amazon-ses',
    'Amazon SES',
    {
      dkim: ['amazonses.com'],
      keys: ['dkim.amazonses.com'],
      mailFrom: ['amazonses.com'],
      includes: ['amazonses.com'],
      hosts: ['amazonses.com'],
      headers: ['x-ses-outgoing', 'feedback-id: AmazonSES'],
    },
    {
      fix: {
        dkim: [
          { type: 'CNAME', name: '{token1}._domainkey.{domain}', value: '{token1}.dkim.amazonses.com' },
          { type: 'CNAME', name: '{token2}._domainkey.{domain}', value: '{token2}.dkim.amazonses.com' },
          { type: 'CNAME', name: '{token3}._domainkey.{domain}', value: '{token3}.dkim.amazonses.com' },
        ],
        mailFrom: [
          { type: 'MX', name: 'mail.{domain}', value: '10 feedback-smtp.{region}.amazonses.com' },
          { type: 'TXT', name: 'mail.{domain}', value: 'v=spf1 include:amazonses.com ~all' },
        ],
        spfCanAlign: true,
      },
      documentation: 'https://docs.aws.amazon.com/ses/latest/dg/mail-from.html',
      checkedOn: '2026-11-24',
    },
  ),
  sender(
    'mailchimp',
    'Mailchimp',
    {
      dkim: ['mailchimpapp.net', 'mcsv.net', 'rsgsv.net'],
      keys: ['mcsv.net'],
      mailFrom: ['rsgsv.net', 'mcsv.net', 'mailchimpapp.net'],
      includes: ['servers.mcsv.net'],
      hosts: ['rsgsv.net', 'mcsv.net'],
      headers: ['x-mc-user', 'x-mailer: MailChimp Mailer'],
    },
    {
      fix: {
        dkim: [
          { type: 'CNAME', name: 'k2._domainkey.{domain}', value: 'dkim2.mcsv.net' },
          { type: 'CNAME', name: 'k3._domainkey.{domain}', value: 'dkim3.mcsv.net' },
        ],
        spfCanAlign: false,
      },
    },
  ),
  sender(
    'mandrill',
    'Mandrill',
    {
      dkim: ['mandrillapp.com'],
      selectors: ['mte1', 'mte2'],
      keys: ['mandrillapp.com'],
      mailFrom: ['mandrillapp.com'],
      includes: ['spf.mandrillapp.com'],
      hosts: ['mandrillapp.com'],
      headers: ['x-mandrill-user'],
    },
    {
      fix: {
        dkim: [
          { type: 'CNAME', name: 'mte1._domainkey.{domain}', value: 'dkim1.mandrillapp.com' },
          { type: 'CNAME', name: 'mte2._domainkey.{domain}', value: 'dkim2.mandrillapp.com' },
        ],
        mailFrom: [{ type: 'CNAME', name: '{label}.{domain}', value: 'mandrillapp.com' }],
        spfCanAlign: true,
      },
      documentation: 'https://mailchimp.com/developer/transactional/docs/authentication-delivery/',
    },
  ),
  sender(
    'mailgun',
    'Mailgun',
    {
      dkim: ['mailgun.org', 'mailgun.net'],
      selectors: ['pdk1', 'pdk2'],
      keys: ['mailgun.org'],
      mailFrom: ['mailgun.org', 'mailgun.net'],
      includes: ['mailgun.org'],
      hosts: ['mailgun.net', 'mailgun.org'],
      headers: ['x-mailgun-sid', 'x-mailgun-variables', 'x-mailgun-sending-ip'],
    },
    {
      fix: {
        dkim: [{ type: 'TXT', name: '{selector}._domainkey.mg.{domain}', value: 'k=rsa; p={key}' }],
        mailFrom: [{ type: 'TXT', name: 'mg.{domain}', value: 'v=spf1 include:mailgun.org ~all' }],
        spfCanAlign: true,
      },
      documentation: 'https://documentation.mailgun.com/docs/mailgun/user-manual/domains/domains-verify',
      checkedOn: '2026-11-24',
    },
  ),
  sender(
    'postmark',
    'Postmark',
    {
      dkim: ['pm.mtasv.net', 'postmarkapp.com'],
      mailFrom: ['pm.mtasv.net'],
      includes: ['spf.mtasv.net'],
      hosts: ['mtasv.net'],
      headers: ['x-pm-message-id'],
    },
    {
      fix: {
        dkim: [{ type: 'TXT', name: '{selector}._domainkey.{domain}', value: 'k=rsa; p={key}' }],
        mailFrom: [{ type: 'CNAME', name: 'pm-bounces.{domain}', value: 'pm.mtasv.net' }],
        spfCanAlign: true,
      },
      documentation: 'https://postmarkapp.com/blog/introducing-full-dmarc-support-with-custom',
    },
  ),
  sender(
    'sparkpost',
    'SparkPost',
    { ...everywhere('sparkpostmail.com'), headers: ['x-msfbl'] },
    {
      fix: {
        dkim: [{ type: 'TXT', name: '{selector}._domainkey.{domain}', value: 'v=DKIM1; k=rsa; p={key}' }],
        mailFrom: [{ type: 'CNAME', name: 'bounces.{domain}', value: 'sparkpostmail.com' }],
        spfCanAlign: true,
      },
    },
  ),
  sender(
    'hubspot',
    'HubSpot',
    {
      dkim: ['hubspotemail.net', 'hubspot.com'],
      selectors: ['hs1-*', 'hs2-*'],
      keys: ['hubspotemail.net'],
      mailFrom: ['hubspotemail.net', 'hubspot.com'],
      includes: ['hubspotemail.net'],
      hosts: ['hubspotemail.net', 'hubspot.com'],
      headers: ['x-hs-cid'],
    },
    {
      fix: {
        dkim: [
          { type: 'CNAME', name: 'hs1-{account}._domainkey.{domain}', value: '{target1}' },
          { type: 'CNAME', name: 'hs2-{account}._domainkey.{domain}', value: '{target2}' },
        ],
      },
    },
  ),
  sender(
    'salesforce',
    'Salesforce',
    {
      dkim: ['salesforce.com'],
      keys: ['custdkim.salesforce.com'],
      mailFrom: ['bnc.salesforce.com', 'salesforce.com'],
      includes: ['_spf.salesforce.com'],
      hosts: ['salesforce.com'],
      headers: ['x-sfdc-user'],
    },
    {
      fix: {
        dkim: [
          {
            type: 'CNAME',
            name: '{selector1}._domainkey.{domain}',
            value: '{selector1}.{token1}.custdkim.salesforce.com',
          },
          {
            type: 'CNAME',
            name: '{selector2}._domainkey.{domain}',
            value: '{selector2}.{token2}.custdkim.salesforce.com',
          },
        ],
        spfCanAlign: true,
      },
      documentation: 'https://help.salesforce.com/s/articleView?id=000381292',
    },
  ),
  sender(
    'salesforce-marketing-cloud',
    'Salesforce Marketing Cloud',
    {
      mailFrom: ['exacttarget.com'],
      includes: ['cust-spf.exacttarget.com'],
      hosts: ['exacttarget.com'],
      headers: ['x-sfmc-stack'],
    },
    { fix: { spfCanAlign: true } },
  ),
  sender(
    'brevo',
    'Brevo',
    {
      dkim: ['sender-sib.com', 'brevosend.com'],
      keys: ['dkim.brevo.com'],
      mailFrom: ['sender-sib.com', 'brevosend.com'],
      includes: ['spf.brevo.com', 'spf.sendinblue.com'],
      hosts: ['sender-sib.com'],
      headers: ['x-mailin-*', 'feedback-id: Sendinblue'],
    },
    {
      fix: {
        dkim: [
          { type: 'TXT', name: '{domain}', value: 'brevo-code:{code}' },
          { type: 'CNAME', name: 'brevo1._domainkey.{domain}', value: '{target1}' },
          { type: 'CNAME', name: 'brevo2._domainkey.{domain}', value: '{target2}' },
        ],
      },
    },
  ),
  sender(
    'zendesk',
    'Zendesk',
    {
      dkim: ['zendesk.com'],
      selectors: ['zendesk1', 'zendesk2'],
      keys: ['zendesk.com'],
      mailFrom: ['zendesk.com'],
      includes: ['mail.zendesk.com'],
      hosts: ['zendesk.com'],
      headers: ['x-zendesk-*'],
    },
    {
      fix: {
        dkim: [
          { type: 'CNAME', name: 'zendesk1._domainkey.{domain}', value: 'zendesk1._domainkey.zendesk.com' },
          { type: 'CNAME', name: 'zendesk2._domainkey.{domain}', value: 'zendesk2._domainkey.zendesk.com' },
        ],
        spfCanAlign: true,
      },
      documentation: 'https://support.zendesk.com/hc/en-us/articles/4408822303386',
    },
  ),
  sender(
    'resend',
    'Resend',
    { dkim: ['resend.dev'], selectors: ['resend'] },
    {
      fix: {
        dkim: [{ type: 'TXT', name: 'resend._domainkey.{domain}', value: 'p={key}' }],
        mailFrom: [
          { type: 'MX', name: 'send.{domain}', value: '10 feedback-smtp.{region}.amazonses.com' },
          { type: 'TXT', name: 'send.{domain}', value: 'v=spf1 include:amazonses.com ~all' },
        ],
        spfCanAlign: true,
      },
    },
  ),
  sender(
    'klaviyo',
    'Klaviyo',
    { dkim: ['klaviyomail.com'], selectors: ['kl', 'kl2'], mailFrom: ['klaviyomail.com'], headers: ['x-kmail-*'] },
    {
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
  ),
  sender('constant-contact', 'Constant Contact', {
    dkim: ['constantcontact.com', 'ccsend.com'],
    selectors: ['ctct1', 'ctct2'],
    mailFrom: ['constantcontact.com', 'ccsend.com'],
    hosts: ['constantcontact.com'],
    headers: ['x-roving-id'],
  }),
  sender(
    'mailjet',
    'Mailjet',
    {
      dkim: ['mailjet.com'],
      selectors: ['mailjet'],
      mailFrom: ['mailjet.com'],
      includes: ['spf.mailjet.com'],
      hosts: ['mailjet.com'],
      headers: ['x-mj-*'],
    },
    { fix: { dkim: [{ type: 'TXT', name: 'mailjet._domainkey.{domain}', value: 'k=rsa; p={key}' }] } },
  ),
  sender('mailerlite', 'MailerLite', {
    dkim: ['mlsend.com'],
    keys: ['mlsend.com'],
    mailFrom: ['mlsend.com'],
    includes: ['_spf.mlsend.com'],
  }),
  sender('mailersend', 'MailerSend', {
    dkim: ['mailersend.net'],
    keys: ['mailersend.net'],
    mailFrom: ['mailersend.net'],
    includes: ['_spf.mailersend.net'],
  }),
  sender(
    'smtp2go',
    'SMTP2GO',
    {
      dkim: ['smtp2go.com', 'smtp2go.net'],
      keys: ['dkim.smtp2go.net'],
      mailFrom: ['smtp2go.com', 'smtp2go.net'],
      includes: ['spf.smtp2go.com'],
      hosts: ['smtp2go.com'],
    },
    {
      fix: {
        dkim: [{ type: 'CNAME', name: '{selector}._domainkey.{domain}', value: 'dkim.smtp2go.net' }],
        mailFrom: [{ type: 'CNAME', name: '{label}.{domain}', value: 'return.smtp2go.net' }],
        spfCanAlign: true,
      },
    },
  ),
  sender('aweber', 'AWeber', {
    dkim: ['aweber.com'],
    selectors: ['aweber_key_*'],
    mailFrom: ['aweber.com'],
    hosts: ['aweber.com'],
  }),
  sender('customer-io', 'Customer.io', {
    dkim: ['customeriomail.com'],
    mailFrom: ['customeriomail.com'],
    includes: ['customeriomail.com'],
  }),
  sender(
    'shopify',
    'Shopify',
    {
      dkim: ['shopifyemail.com', 'shopify.com'],
      keys: ['shopifyemail.com'],
      mailFrom: ['shopifyemail.com', 'shopify.com'],
      includes: ['shops.shopify.com'],
    },
    {
      fix: { dkim: [{ type: 'CNAME', name: '{selector}._domainkey.{domain}', value: '{target}' }] },
      documentation: 'https://help.shopify.com/en/manual/intro-to-shopify/initial-setup/email-rewrites',
      checkedOn: '2026-11-24',
    },
  ),
  sender('emarsys', 'Emarsys', { ...onServers('emarsys.net'), headers: ['x-emarsys-*'] }),
  sender('elastic-email', 'Elastic Email', {
    dkim: ['elasticemail.com'],
    mailFrom: ['elasticemail.com'],
    includes: ['_spf.elasticemail.com'],
    hosts: ['elasticemail.com'],
    headers: ['x-elasticemail-*'],
  }),
  sender('campaign-monitor', 'Campaign Monitor', {
    dkim: ['cmail19.com', 'cmail20.com', 'createsend.com'],
    selectors: ['cm'],
    mailFrom: ['cmail19.com', 'cmail20.com', 'createsend.com'],
    hosts: ['cmail19.com', 'cmail20.com', 'createsend.com'],
  }),
  sender('dynamics', 'Dynamics 365', { headers: ['x-ms-dynamics-instance'] }),
];
