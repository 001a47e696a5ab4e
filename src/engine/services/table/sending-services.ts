/** Services that send for their customers, all over the world. Nothing is printed as a fact that `checkedOn` does not date. */

import { clicks, everywhere, onServers, rowsOf } from '../row.ts';
import type { Service } from '../services.ts';

const sender = rowsOf('sending-service');

export const sendingServices: readonly Service[] = [
  sender(
    'sendgrid',
    'SendGrid',
    {
      dkim: ['sendgrid.net', 'sendgrid.info', 'sendgrid.com'],
      keys: ['sendgrid.net'],
      mailFrom: ['sendgrid.net', 'sendgrid.info'],
      includes: ['sendgrid.net'],
      hosts: ['sendgrid.net'],
      received: ['(SG)', 'by recvd-', 'by geopod-'],
      headers: ['x-sg-eid', 'x-sg-id'],
    },
    {
      fix: {
        dkim: [
          { type: 'CNAME', name: 's1._domainkey.{domain}', value: 's1.domainkey.{account}.sendgrid.net' },
          { type: 'CNAME', name: 's2._domainkey.{domain}', value: 's2.domainkey.{account}.sendgrid.net' },
        ],
        mailFrom: [{ type: 'CNAME', name: 'em{number}.{domain}', value: '{account}.sendgrid.net' }],
        spf: 'include:sendgrid.net',
        spfCanAlign: true,
      },
      panel: clicks(
        'Settings › Sender Authentication › Authenticate Your Domain',
        'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/how-to-set-up-domain-authentication',
      ),
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
        spf: 'include:amazonses.com',
        spfCanAlign: true,
      },
      panel: clicks(
        { en: 'Amazon SES › Identities › (domain) › Authentication', ja: 'Amazon SES › ID › (ドメイン) › 認証' },
        'https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html',
      ),
      documentation: 'https://docs.aws.amazon.com/ses/latest/dg/mail-from.html',
      checkedOn: '2026-11-24',
    },
  ),
  sender(
    'mailchimp',
    'Mailchimp',
    {
      dkim: ['mailchimpapp.net', 'mcsv.net', 'rsgsv.net', 'mcdlv.net'],
      keys: ['mcsv.net', 'mailchimpapp.net'],
      mailFrom: ['rsgsv.net', 'mcsv.net', 'mailchimpapp.net', 'mcdlv.net'],
      includes: ['servers.mcsv.net'],
      hosts: ['rsgsv.net', 'mcsv.net', 'mcdlv.net'],
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
      panel: clicks(
        'Account & billing › Domains › Start authentication',
        'https://mailchimp.com/help/set-up-email-domain-authentication/',
      ),
      documentation: 'https://mailchimp.com/help/set-up-email-domain-authentication/',
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
        spf: 'include:spf.mandrillapp.com',
        spfCanAlign: true,
      },
      panel: clicks(
        'Settings › Domains › Sending Domains',
        'https://mailchimp.com/developer/transactional/docs/authentication-delivery/',
      ),
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
        spf: 'include:mailgun.org',
        spfCanAlign: true,
      },
      panel: clicks(
        'Send › Sending › Domains › (domain) › DNS records',
        'https://documentation.mailgun.com/docs/mailgun/user-manual/domains/domains-verify',
      ),
      documentation: 'https://documentation.mailgun.com/docs/mailgun/user-manual/domains/domains-verify',
      checkedOn: '2026-11-24',
    },
  ),
  sender(
    'postmark',
    'Postmark',
    {
      dkim: ['postmarkapp.com', 'mtasv.net'],
      mailFrom: ['mtasv.net'],
      includes: ['spf.mtasv.net'],
      hosts: ['mtasv.net'],
      headers: ['x-pm-message-id'],
      keys: ['dkim.postmarkapp.com'],
    },
    {
      fix: {
        dkim: [{ type: 'TXT', name: '{selector}._domainkey.{domain}', value: 'k=rsa; p={key}' }],
        mailFrom: [{ type: 'CNAME', name: 'pm-bounces.{domain}', value: 'pm.mtasv.net' }],
        spf: 'include:spf.mtasv.net',
        spfCanAlign: true,
      },
      panel: clicks(
        'Sender Signatures › Add Domain › DNS Settings',
        'https://postmarkapp.com/support/article/1046-how-do-i-verify-a-domain',
      ),
      documentation: 'https://postmarkapp.com/developer/api/domains-api',
      checkedOn: '2026-11-28',
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
        spf: 'include:sparkpostmail.com',
        spfCanAlign: true,
      },
      panel: clicks(
        'Configuration › Domains › (sending domain)',
        'https://support.sparkpost.com/docs/getting-started/verify-sending-domains',
      ),
    },
  ),
  sender(
    'hubspot',
    'HubSpot',
    {
      dkim: ['hubspotemail.net', 'hubspot.com', 'hubspotstarter.net', 'hubspotfree.net'],
      selectors: ['hs1-*', 'hs2-*'],
      keys: ['hubspotemail.net', 'hubspotstarter.net'],
      mailFrom: ['hubspotemail.net', 'hubspot.com', 'hubspotstarter.net', 'hubspotfree.net'],
      includes: ['hubspotemail.net'],
      hosts: ['hubspotemail.net', 'hubspot.com', 'hubspotstarter.net', 'hubspotfree.net'],
      headers: ['x-hs-cid'],
    },
    {
      fix: {
        dkim: [
          { type: 'CNAME', name: 'hs1-{account}._domainkey.{domain}', value: '{target1}' },
          { type: 'CNAME', name: 'hs2-{account}._domainkey.{domain}', value: '{target2}' },
        ],
      },
      panel: clicks(
        {
          en: 'Settings › Content › Domains & URLs › Connect a domain › Email Sending',
          ja: '設定 › コンテンツ › ドメインとURL › ドメインを接続 › Eメール送信',
        },
        'https://knowledge.hubspot.com/domains-and-urls/connect-your-email-sending-domain',
      ),
      documentation: 'https://knowledge.hubspot.com/domains-and-urls/connect-your-email-sending-domain',
      checkedOn: '2026-11-28',
    },
  ),
  sender(
    'salesforce',
    'Salesforce',
    {
      dkim: ['salesforce.com'],
      keys: ['custdkim.salesforce.com'],
      mailFrom: ['salesforce.com'],
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
        spf: 'include:_spf.salesforce.com',
        spfCanAlign: true,
      },
      panel: clicks(
        { en: 'Setup › Email › DKIM Keys', ja: '設定 › メール › DKIM 鍵' },
        'https://help.salesforce.com/s/articleView?id=sf.emailadmin_create_secure_dkim.htm',
      ),
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
      dkim: ['exacttarget.com'],
    },
    { fix: { spf: 'include:cust-spf.exacttarget.com', spfCanAlign: true } },
  ),
  sender(
    'brevo',
    'Brevo',
    {
      dkim: ['sender-sib.com', 'brevosend.com', 'brevo.com', 'sendinblue.com', 'mailin.fr'],
      keys: ['dkim.brevo.com'],
      mailFrom: ['sender-sib.com', 'brevosend.com', 'mailin.fr'],
      includes: ['spf.brevo.com', 'spf.sendinblue.com'],
      hosts: ['sender-sib.com', 'mailin.fr', 'brevosend.com'],
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
      panel: clicks(
        'Senders, domains, IPs › Domains › Authenticate',
        'https://help.brevo.com/hc/en-us/articles/17286219877778-FAQs-About-domain-authentication-Brevo-code-DKIM-DMARC',
      ),
      documentation:
        'https://help.brevo.com/hc/en-us/articles/17286219877778-FAQs-About-domain-authentication-Brevo-code-DKIM-DMARC',
    },
  ),
  sender(
    'zendesk',
    'Zendesk',
    {
      dkim: ['zendesk.com', 'zdsys.com'],
      selectors: ['zendesk1', 'zendesk2'],
      keys: ['zendesk.com'],
      mailFrom: ['zendesk.com', 'zdsys.com'],
      includes: ['mail.zendesk.com'],
      hosts: ['zendesk.com', 'zdsys.com'],
      headers: ['x-zendesk-*'],
    },
    {
      fix: {
        dkim: [
          { type: 'CNAME', name: 'zendesk1._domainkey.{domain}', value: 'zendesk1._domainkey.zendesk.com' },
          { type: 'CNAME', name: 'zendesk2._domainkey.{domain}', value: 'zendesk2._domainkey.zendesk.com' },
        ],
        spf: 'include:mail.zendesk.com',
        spfCanAlign: true,
      },
      panel: clicks(
        {
          en: 'Admin Center › Channels › Talk and email › Email',
          ja: '管理センター › チャネル › Talkとメール › メール',
        },
        'https://support.zendesk.com/hc/en-us/articles/4408822303386',
      ),
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
        spf: 'include:amazonses.com',
        spfCanAlign: true,
      },
      panel: clicks('Domains › Add Domain', 'https://resend.com/docs/dashboard/domains/introduction'),
    },
  ),
  // With static routing; with dynamic routing the subdomain is delegated by NS records.
  sender(
    'klaviyo',
    'Klaviyo',
    {
      dkim: ['klaviyomail.com', 'klaviyodns.com'],
      selectors: ['kl', 'kl2'],
      mailFrom: ['klaviyomail.com', 'klaviyodns.com'],
      headers: ['x-kmail-*'],
      keys: ['klaviyodns.com', 'klaviyomail.com'],
      includes: ['klaviyomail.com', 'klaviyodns.com'],
      hosts: ['klaviyomail.com'],
    },
    {
      fix: {
        dkim: [
          { type: 'CNAME', name: 'kl._domainkey.{domain}', value: 'kl1.domainkey.{number}.klaviyodns.com' },
          { type: 'CNAME', name: 'kl2._domainkey.{domain}', value: 'kl2.domainkey.{number}.klaviyodns.com' },
        ],
        mailFrom: [{ type: 'CNAME', name: 'send.{domain}', value: '{number}.klaviyodns.com' }],
        spfCanAlign: true,
      },
      panel: clicks('Settings › Domains › Get started', 'https://help.klaviyo.com/hc/en-us/articles/4417768780827'),
      documentation: 'https://help.klaviyo.com/hc/en-us/articles/4417768780827',
      checkedOn: '2026-11-28',
    },
  ),
  sender(
    'constant-contact',
    'Constant Contact',
    {
      dkim: ['constantcontact.com', 'ccsend.com'],
      selectors: ['ctct1', 'ctct2'],
      mailFrom: ['constantcontact.com', 'ccsend.com'],
      hosts: ['constantcontact.com', 'ccsend.com', 'rs6.net'],
      headers: ['x-roving-id'],
      keys: ['constantcontact.com', 'ccsend.com'],
      includes: ['spf.constantcontact.com'],
    },
    {
      fix: {
        dkim: [
          { type: 'CNAME', name: 'ctct1._domainkey.{domain}', value: '{target1}' },
          { type: 'CNAME', name: 'ctct2._domainkey.{domain}', value: '{target2}' },
        ],
      },
    },
  ),
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
      keys: ['mailjet.com'],
    },
    {
      fix: {
        dkim: [{ type: 'TXT', name: 'mailjet._domainkey.{domain}', value: 'k=rsa; p={key}' }],
        spf: 'include:spf.mailjet.com',
      },
      panel: clicks(
        'Account settings › Sender domains & addresses › Manage › Authenticate',
        'https://documentation.mailjet.com/hc/en-us/articles/360049641733',
      ),
    },
  ),
  sender(
    'mailerlite',
    'MailerLite',
    {
      dkim: ['mlsend.com', 'mailerlite.com'],
      keys: ['mlsend.com'],
      mailFrom: ['mlsend.com', 'mailerlite.com'],
      includes: ['_spf.mlsend.com'],
      selectors: ['litesrv'],
      hosts: ['mlsend.com', 'mailerlite.com'],
    },
    {
      fix: {
        dkim: [{ type: 'CNAME', name: 'litesrv._domainkey.{domain}', value: 'litesrv._domainkey.mlsend.com' }],
        mailFrom: [{ type: 'TXT', name: '{domain}', value: 'v=spf1 include:_spf.mlsend.com ~all' }],
        spf: 'include:_spf.mlsend.com',
      },
      panel: clicks(
        'Account settings › Domains › Authenticate',
        'https://www.mailerlite.com/help/how-to-verify-and-authenticate-your-domain',
      ),
    },
  ),
  sender(
    'mailersend',
    'MailerSend',
    {
      dkim: ['mailersend.net'],
      keys: ['mailersend.net'],
      mailFrom: ['mailersend.net'],
      includes: ['_spf.mailersend.net'],
      selectors: ['mlsend2'],
      hosts: ['mailersend.net'],
    },
    {
      fix: {
        dkim: [{ type: 'CNAME', name: 'mlsend2._domainkey.{domain}', value: 'mlsend2._domainkey.mailersend.net' }],
        mailFrom: [{ type: 'CNAME', name: 'mta.{domain}', value: 'mailersend.net' }],
        spf: 'include:_spf.mailersend.net',
        spfCanAlign: true,
      },
      panel: clicks(
        'Domains › Manage › Domain verification',
        'https://www.mailersend.com/help/how-to-verify-and-authenticate-a-sending-domain',
      ),
    },
  ),
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
        spf: 'include:spf.smtp2go.com',
        spfCanAlign: true,
      },
      panel: clicks(
        'Sending › Verified Senders › Sender domains',
        'https://support.smtp2go.com/hc/en-gb/articles/115004408567',
      ),
    },
  ),
  sender('aweber', 'AWeber', {
    dkim: ['aweber.com'],
    selectors: ['aweber_key_*'],
    mailFrom: ['aweber.com'],
    hosts: ['aweber.com'],
    keys: ['aweber.com'],
    includes: ['send.aweber.com'],
  }),
  sender(
    'customer-io',
    'Customer.io',
    { dkim: ['customeriomail.com'], mailFrom: ['customeriomail.com'], includes: ['customeriomail.com'] },
    {
      panel: clicks(
        'Workspace Settings › Email › Sending domains',
        'https://docs.customer.io/messaging/channels/email/authentication/',
      ),
    },
  ),
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
      panel: clicks(
        { en: 'Settings › Notifications › Sender email', ja: '設定 › 通知 › 送信者のメール' },
        'https://help.shopify.com/en/manual/fulfillment/setup/notifications/email-notifications',
      ),
      documentation: 'https://help.shopify.com/en/manual/intro-to-shopify/initial-setup/email-rewrites',
      checkedOn: '2026-11-24',
    },
  ),
  sender('emarsys', 'Emarsys', { ...onServers('emarsys.net'), headers: ['x-emarsys-*'] }),
  sender(
    'elastic-email',
    'Elastic Email',
    {
      dkim: ['elasticemail.com'],
      mailFrom: ['elasticemail.com'],
      includes: ['_spf.elasticemail.com'],
      hosts: ['elasticemail.com'],
      headers: ['x-elasticemail-*'],
    },
    { fix: { spf: 'include:_spf.elasticemail.com' } },
  ),
  sender('campaign-monitor', 'Campaign Monitor', {
    dkim: ['cmail19.com', 'cmail20.com', 'createsend.com'],
    selectors: ['cm'],
    mailFrom: ['cmail19.com', 'cmail20.com', 'createsend.com'],
    hosts: ['cmail19.com', 'cmail20.com', 'createsend.com'],
  }),
  sender('dynamics', 'Dynamics 365', { headers: ['x-ms-dynamics-instance'] }),
  sender(
    'marketo',
    'Marketo',
    {
      dkim: ['mktomail.com', 'mktdns.com'],
      keys: ['mktdns.com', 'mktomail.com'],
      mailFrom: ['mktomail.com'],
      includes: ['mktomail.com'],
      hosts: ['mktomail.com', 'mktdns.com'],
      headers: ['x-mktmailuser', 'x-mktmaildkim'],
    },
    {
      fix: {
        dkim: [{ type: 'TXT', name: '{selector}._domainkey.{domain}', value: 'v=DKIM1; k=rsa; p={key}' }],
        spf: 'include:mktomail.com',
      },
      panel: clicks(
        { en: 'Admin › Email › SPF/DKIM', ja: '管理者 › メール › SPF/DKIM' },
        'https://experienceleague.adobe.com/docs/marketo/using/product-docs/email-marketing/deliverability/set-up-a-custom-dkim-signature.html',
      ),
      documentation:
        'https://experienceleague.adobe.com/docs/marketo/using/getting-started/initial-setup/configure-protocols-for-marketo.html',
      checkedOn: '2026-11-28',
    },
  ),
  // Each of its numbered domains by itself: whoever registers the next number is not ActiveCampaign.
  sender(
    'activecampaign',
    'ActiveCampaign',
    {
      dkim: ['acems1.com', 'acems2.com', 'acems3.com', 'acems4.com', 'acems5.com', 'emsd1.com', 'activehosted.com'],
      selectors: ['acdkim1', 'acdkim2'],
      keys: ['acems1.com', 'acems2.com', 'acems3.com', 'acems4.com', 'acems5.com', 'activehosted.com'],
      mailFrom: ['acems1.com', 'acems2.com', 'acems3.com', 'acems4.com', 'acems5.com', 'emsd1.com', 'activehosted.com'],
      includes: ['emsd1.com', 'activehosted.com'],
      hosts: ['acems1.com', 'acems2.com', 'acems3.com', 'acems4.com', 'acems5.com', 'emsd1.com', 'activehosted.com'],
    },
    {
      fix: {
        dkim: [
          { type: 'CNAME', name: 'acdkim1._domainkey.{domain}', value: 'dkim.acdkim1.acems1.com' },
          { type: 'CNAME', name: 'acdkim2._domainkey.{domain}', value: 'dkim.acdkim2.acems1.com' },
        ],
        mailFrom: [{ type: 'CNAME', name: 'em.{domain}', value: '{account}.activehosted.com' }],
        spf: 'include:emsd1.com',
        spfCanAlign: true,
      },
      panel: clicks(
        'Settings › Advanced › Sending Domain',
        'https://help.activecampaign.com/hc/en-us/articles/206903370-DKIM-SPF-and-DMARC',
      ),
      documentation: 'https://www.senderclarity.com/guides/activecampaign-spf-dkim-dmarc-setup',
      checkedOn: '2026-11-28',
    },
  ),
  sender('oracle-email-delivery', 'Oracle Cloud Email Delivery', everywhere('oracleemaildelivery.com'), {
    fix: {
      dkim: [
        {
          type: 'CNAME',
          name: '{selector}._domainkey.{domain}',
          value: '{selector}.{domain}.dkim.{region}.oracleemaildelivery.com',
        },
      ],
      spf: 'include:{continent}.rp.oracleemaildelivery.com',
      spfCanAlign: true,
    },
    panel: clicks(
      'Email Delivery › Email Domains › (domain) › Add DKIM',
      'https://docs.oracle.com/en-us/iaas/Content/Email/Tasks/managing_dkim-create_dkim_record.htm',
    ),
    documentation: 'https://docs.oracle.com/en-us/iaas/Content/Email/Tasks/configurespf.htm',
    checkedOn: '2026-11-28',
  }),
  sender('zeptomail', 'Zoho ZeptoMail', everywhere('transmail.net', 'zeptomail.com', 'zeptomail.eu'), {
    fix: { spf: 'include:transmail.net' },
  }),
  // In Europe the term is include:eu.zcsend.net.
  sender('zoho-campaigns', 'Zoho Campaigns', everywhere('zcsend.net', 'zohocampaigns.com', 'maillist-manage.com'), {
    fix: { spf: 'include:zcsend.net' },
  }),
  // Web hosts send through it for their customers.
  sender(
    'mailchannels',
    'MailChannels',
    {
      dkim: ['mailchannels.net', 'mailchannels.com'],
      keys: ['mailchannels.net'],
      mailFrom: ['mailchannels.net'],
      includes: ['relay.mailchannels.net'],
      hosts: ['mailchannels.net'],
      headers: ['x-mc-relay', 'x-mailchannels-*'],
    },
    {
      fix: { spf: 'include:relay.mailchannels.net', spfCanAlign: true },
      documentation: 'https://developers.cloudflare.com/pages/functions/plugins/mailchannels/',
      checkedOn: '2026-11-28',
    },
  ),
  sender(
    'kit',
    'Kit',
    {
      dkim: ['convertkit-mail.com', 'convertkit-mail2.com', 'convertkit-mail4.com', 'convertkit.com'],
      keys: ['convertkit-mail.com', 'convertkit-mail2.com', 'convertkit-mail4.com'],
      mailFrom: ['convertkit-mail.com', 'convertkit-mail2.com', 'convertkit-mail4.com'],
      hosts: ['convertkit-mail.com', 'convertkit-mail2.com', 'convertkit-mail4.com', 'convertkit.com'],
      selectors: ['cka', 'ckespa'],
    },
    {
      fix: {
        dkim: [{ type: 'CNAME', name: 'cka._domainkey.{domain}', value: '{target1}' }],
        mailFrom: [{ type: 'CNAME', name: 'ckespa.{domain}', value: '{target2}' }],
        spfCanAlign: true,
      },
      panel: clicks(
        'Settings › Email › Verified Sending Domains',
        'https://www.senderclarity.com/guides/convertkit-kit-spf-dkim-dmarc-setup',
      ),
      documentation: 'https://www.senderclarity.com/guides/convertkit-kit-spf-dkim-dmarc-setup',
      checkedOn: '2026-11-28',
    },
  ),
  sender('getresponse', 'GetResponse', everywhere('getresponse-mail.com', 'getresponse.com', 'getresponse360.com'), {
    panel: clicks(
      'Emails and domains › Domains › Authenticate',
      'https://www.getresponse.com/help/how-to-add-a-dkim-record-for-my-domain.html',
    ),
    documentation: 'https://www.getresponse.com/help/how-to-add-a-dkim-record-for-my-domain.html',
  }),
  sender('iterable', 'Iterable', everywhere('iterable.com')),
  sender('braze', 'Braze', everywhere('braze.com', 'appboy.com')),
  sender('sailthru', 'Sailthru', { ...everywhere('sailthru.com'), headers: ['x-sailthru-*'] }),
  sender('responsys', 'Oracle Responsys', everywhere('responsys.net', 'rsys2.com', 'rsys5.com')),
  sender('eloqua', 'Oracle Eloqua', { ...everywhere('eloqua.com', 'en25.com'), headers: ['x-elq-*'] }),
  sender(
    'pardot',
    { en: 'Salesforce Account Engagement (Pardot)', ja: 'Salesforce Account Engagement(Pardot)' },
    {
      dkim: ['pardot.com'],
      keys: ['pardot.com'],
      mailFrom: ['pardot.com'],
      includes: ['et._spf.pardot.com', 'aspmx.pardot.com'],
      hosts: ['pardot.com'],
      headers: ['x-pardot-*'],
    },
    { fix: { spf: 'include:et._spf.pardot.com' } },
  ),
  sender('acoustic', 'Acoustic Campaign', everywhere('silverpop.com', 'mkt61.net')),
  sender('dotdigital', 'Dotdigital', everywhere('dotmailer.com', 'dotdigital.com', 'dotdigital-email.com')),
  sender('sendpulse', 'SendPulse', everywhere('sendpulse.com')),
  sender('moosend', 'Moosend', everywhere('moosend.com', 'mailendo.com')),
  sender('omnisend', 'Omnisend', everywhere('omnisend.com', 'omnisendlink.com', 'soundestlink.com')),
  sender('drip', 'Drip', everywhere('getdrip.com', 'dripemail2.com')),
  sender('keap', 'Keap', everywhere('infusionmail.com', 'infusionsoft.com'), {
    fix: { spf: 'include:infusionmail.com' },
  }),
  sender(
    'freshdesk',
    'Freshdesk',
    {
      dkim: ['freshdesk.com', 'freshemail.io', 'freshworks.com'],
      keys: ['freshemail.io', 'freshdesk.com'],
      mailFrom: ['freshdesk.com', 'freshemail.io'],
      includes: ['email.freshdesk.com', 'emailus.freshservice.com'],
      hosts: ['freshdesk.com', 'freshemail.io'],
      headers: ['x-fw-*'],
    },
    {
      fix: { spf: 'include:email.freshdesk.com' },
      panel: clicks(
        { en: 'Admin › Email Settings › DKIM', ja: '管理 › メール設定 › DKIM' },
        'https://support.freshdesk.com/support/solutions/articles/223779',
      ),
    },
  ),
  sender(
    'intercom',
    'Intercom',
    {
      dkim: ['intercom-mail.com', 'intercom.io', 'intercom.com'],
      keys: ['intercom.io', 'intercom-mail.com'],
      mailFrom: ['intercom-mail.com', 'intercom.io'],
      includes: ['intercom.io'],
      hosts: ['intercom-mail.com', 'intercom.io'],
      headers: ['x-intercom-*'],
    },
    {
      panel: clicks(
        'Settings › Channels › Email › Domains & addresses',
        'https://www.intercom.com/help/en/articles/182-send-emails-from-your-own-address',
      ),
    },
  ),
  sender('help-scout', 'Help Scout', everywhere('helpscout.net', 'helpscoutemail.com'), {
    fix: { spf: 'include:helpscoutemail.com' },
  }),
  sender('front', 'Front', everywhere('frontapp.com')),
  sender('gorgias', 'Gorgias', everywhere('gorgias.io', 'gorgias.com')),
  sender('loops', 'Loops', everywhere('loops.so'), {
    panel: clicks('Settings › Domain', 'https://loops.so/docs/sending-domain'),
  }),
  sender('beehiiv', 'beehiiv', { ...everywhere('beehiiv.com'), headers: ['x-beehiiv-*'] }),
  sender('substack', 'Substack', { ...everywhere('substack.com'), headers: ['x-substack-*'] }),
  sender('ghost', 'Ghost', everywhere('ghost.io')),
  sender('buttondown', 'Buttondown', everywhere('buttondown.email', 'buttondown.com')),
  sender('squarespace', 'Squarespace', everywhere('squarespace-mail.com', 'squarespace.com'), {
    fix: {
      dkim: [
        { type: 'CNAME', name: 'squarespace._domainkey.{domain}', value: 'squarespace-domainkey.squarespace-mail.com' },
      ],
    },
  }),
  sender('wix', 'Wix', { ...everywhere('wix.com', 'wixemails.com', 'ascendbywix.com'), headers: ['x-wix-*'] }),
  sender('stripe', 'Stripe', everywhere('stripe.com')),
  sender(
    'atlassian',
    'Atlassian',
    {
      dkim: ['atlassian.net', 'atlassian.com'],
      keys: ['atlassian.net', 'atlassian.com'],
      mailFrom: ['atlassian.net', 'atlassian.com'],
      includes: ['_spf.atlassian.net'],
      hosts: ['atlassian.net', 'atlassian.com'],
    },
    { fix: { spf: 'include:_spf.atlassian.net' } },
  ),
  sender('servicenow', 'ServiceNow', everywhere('service-now.com', 'servicenow.com'), {
    fix: { spf: 'include:b.spf.service-now.com' },
  }),
  sender('netsuite', 'NetSuite', everywhere('netsuite.com'), { fix: { spf: 'include:sent-via.netsuite.com' } }),
  sender('mailup', 'MailUp', everywhere('mailup.com')),
  sender('emailoctopus', 'EmailOctopus', everywhere('emailoctopus.com', 'eoidentity.com')),
  sender('cleverreach', 'CleverReach', everywhere('crsend.com', 'cleverreach.com'), {
    fix: { spf: 'include:spf.crsend.com' },
  }),
  sender('inxmail', 'Inxmail', everywhere('inxserver.com', 'inxserver.de')),
  sender('optimizely-campaign', 'Optimizely Campaign', everywhere('broadmail.de', 'srv2.de')),
  sender('rapidmail', 'rapidmail', everywhere('rapidmail.de', 'emailsys1a.net', 'emailsys2a.net')),
  sender('sarbacane', 'Sarbacane', everywhere('sarbacane.com')),
  sender('unisender', 'UniSender', everywhere('unisender.com', 'unisender.ru'), {
    fix: { spf: 'include:spf.unisender.com' },
  }),
  sender('sendsay', 'Sendsay', everywhere('sendsay.ru')),
  sender('sendcloud', 'SendCloud', everywhere('sendcloud.org')),
  sender(
    'aliyun-directmail',
    'Alibaba Cloud DirectMail',
    {
      dkim: ['dm.aliyun.com'],
      keys: ['dm.aliyun.com'],
      mailFrom: ['dm.aliyun.com'],
      includes: ['spf1.dm.aliyun.com', 'spfdm-ap-southeast-1.aliyun.com'],
      hosts: ['smtpdm.aliyun.com', 'dm.aliyun.com'],
      received: ['SMTPD_-'],
    },
    { fix: { spf: 'include:spf1.dm.aliyun.com' } },
  ),
  sender('netcore', 'Netcore', everywhere('pepipost.com', 'netcorecloud.net')),
  sender('moengage', 'MoEngage', everywhere('moengage.com')),
  sender('clevertap', 'CleverTap', everywhere('clevertap.com')),
  sender('cordial', 'Cordial', everywhere('cordial.io', 'cordial.com')),
  sender('listrak', 'Listrak', everywhere('listrak.com', 'listrakbi.com')),
  sender('bronto', 'Bronto', everywhere('bronto.com', 'bm23.com', 'bm324.com')),
  sender('epsilon', 'Epsilon', everywhere('bfi0.com')),
  sender('cheetah-digital', 'Cheetah Digital', everywhere('cheetahmail.com', 'chtah.net', 'chtah.com')),
  sender('adobe-campaign', 'Adobe Campaign', everywhere('neolane.net', 'campaign.adobe.com')),
  sender('icontact', 'iContact', everywhere('icpbounce.com', 'icontact.com')),
  sender('vertical-response', 'VerticalResponse', everywhere('vresp.com', 'verticalresponse.com')),
  sender('emma', 'Emma', everywhere('e2ma.net', 'myemma.com')),
  sender('mad-mimi', 'GoDaddy Email Marketing', everywhere('madmimi.com')),
  sender('mailtrap', 'Mailtrap', everywhere('mailtrap.io', 'mailtrap.live')),
  sender('plunk', 'Plunk', everywhere('useplunk.com')),
  sender('turbosmtp', 'turboSMTP', everywhere('turbo-smtp.com', 'serversmtp.com', 'turbosmtp.com')),
  sender('smtp-com', 'SMTP.com', everywhere('smtp.com')),
  sender('authsmtp', 'AuthSMTP', everywhere('authsmtp.com'), { fix: { spf: 'include:authsmtp.com' } }),
  sender('oracle-dyn', 'Oracle Dyn Email Delivery', everywhere('dynect.net', 'sendlabs.com')),
  sender('socketlabs', 'SocketLabs', everywhere('socketlabs.com', 'email-od.com'), {
    fix: { spf: 'include:email-od.com' },
  }),
  sender('azure-communication', 'Azure Communication Services', everywhere('azurecomm.net')),
  sender('emailit', 'Emailit', everywhere('emailit.com')),
  sender('locaweb', 'Locaweb', everywhere('locaweb.com.br', 'smtplw.com.br'), {
    documentation: 'https://www.locaweb.com.br/ajuda/wiki/faq-nova-politica-de-envio-smtp-locaweb/',
  }),
  sender('leadconnector', 'LeadConnector', everywhere('leadconnectorhq.com', 'msgsndr.com')),
];
