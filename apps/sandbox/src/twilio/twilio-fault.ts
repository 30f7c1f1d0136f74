/** HTTP status and text by Twilio's error number (twilio.com/docs/api/errors). */
const rows: Readonly<Record<number, readonly [status: number, message: string]>> = {
  20001: [400, 'Unknown parameters'],
  20003: [401, 'Authenticate'],
  20004: [405, 'Method not allowed'],
  20403: [403, 'Account suspended'],
  20404: [404, 'The requested resource was not found'],
  20429: [429, 'Too many requests'],
  20500: [500, 'Internal server error'],
  20503: [503, 'Service unavailable'],
  21205: [400, 'Url parameter is required'],
  21210: [400, "'From' phone number not verified"],
  21211: [400, "The 'To' number is not a valid phone number."],
  21212: [400, "The 'From' number is not a valid phone number, shortcode, or alphanumeric sender ID."],
  21214: [400, "'To' phone number cannot be reached"],
  21215: [400, 'Account not authorized to call the number'],
  21216: [400, 'Account not allowed to call the number'],
  21217: [400, 'Phone number does not appear to be valid'],
  21408: [400, "Permission to send an SMS has not been enabled for the region indicated by the 'To' number"],
  21602: [400, 'Message body is required.'],
  21603: [400, "A 'From' phone number is required."],
  21604: [400, "A 'To' phone number is required."],
  21606: [400, "The 'From' phone number is not a valid, message-capable Twilio phone number for this destination or account."],
  21608: [
    403,
    'The phone number is unverified. Trial accounts cannot send messages to unverified numbers; verify it at twilio.com/user/account/phone-numbers/verified',
  ],
  21609: [400, "The 'StatusCallback' URL is not a valid URL."],
  21610: [400, 'Attempt to send to unsubscribed recipient'],
  21611: [429, "This 'From' number has exceeded the maximum number of queued messages"],
  21612: [400, "Message cannot be sent with the current combination of 'To' and/or 'From' parameters"],
  21614: [400, "'To' number is not a valid mobile number"],
  21617: [400, 'The concatenated message body exceeds the 1600 character limit'],
  21619: [400, 'A text message body, media urls or content sid must be specified.'],
  21624: [400, 'The validity period must be between 1 and 36000 seconds'],
  21656: [400, 'The Content Variables parameter is invalid'],
  21701: [404, 'The Messaging Service does not exist'],
  21910: [400, "'From' and 'To' must be of the same channel"],
  60200: [400, 'Invalid parameter `To`'],
  60202: [429, 'Max check attempts reached'],
  60203: [429, 'Max send attempts reached'],
  60205: [403, 'SMS is not supported by landline phone number'],
  60212: [429, 'Too many concurrent requests for phone number'],
  60221: [400, 'Either a To or a VerificationSid is required'],
  60223: [400, 'Delivery channel disabled'],
  60238: [400, 'Verification creation is blocked while the account is reviewed'],
  60410: [403, 'The destination phone number has been temporarily blocked by Twilio due to fraudulent activities'],
  60602: [400, 'AppHash is supported by the channel sms only'],
  60605: [403, 'The destination phone number has been blocked by Verify Geo-Permissions'],
  68008: [400, 'WhatsApp channel not configured'],
};

/** A refusal, as Twilio words it. */
export class TwilioFault extends Error {
  readonly status: number;

  constructor(
    readonly code: number,
    detail?: string,
  ) {
    const [status, message] = rows[code] ?? [400, 'Refused'];
    super(detail ?? message);
    this.status = status;
  }

  static invalid(parameter: string): TwilioFault {
    return new TwilioFault(60200, `Invalid parameter \`${parameter}\``);
  }

  static notFound(path: string): TwilioFault {
    return new TwilioFault(20404, `The requested resource ${path} was not found`);
  }

  get body(): object {
    return { code: this.code, message: this.message, more_info: `https://www.twilio.com/docs/errors/${this.code}`, status: this.status };
  }
}
