import { Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuthConfig, SignInService } from '@sixdigit/auth';
import { type Caller, FromCaller } from '@sixdigit/caller';
import { Problem } from '@sixdigit/contract';
import { Idempotent, sendReplySeconds, signInReplySeconds } from '@sixdigit/idempotency';
import { Budget } from '@sixdigit/limits';
import { Problems } from '../docs/problem-responses.js';
import { Public } from '../http/public.js';
import { OtpRequestDto, OtpResendDto, OtpVerifyDto } from './otp.dto.js';
import { SentCodeDto, sentCodeReply } from './otp-reply.dto.js';
import { SignedInDto, signedInReply } from './tokens.dto.js';

@ApiTags('Sign in')
@Public()
@Controller({ path: 'auth/otp', version: '1' })
export class OtpController {
  constructor(
    @Inject(SignInService) private readonly signIn: SignInService,
    @Inject(AuthConfig) private readonly config: AuthConfig,
  ) {}

  @Post('request')
  @HttpCode(200)
  @Idempotent(sendReplySeconds)
  @Budget('sends')
  @ApiOperation({ operationId: 'requestOtp', summary: 'Ask for a code' })
  @ApiOkResponse({ type: SentCodeDto })
  @Problems(
    'phone_required',
    'phone_invalid',
    'phone_country_refused',
    'request_invalid',
    'not_available',
    'otp_cooldown',
    'idempotency_key_in_use',
    'idempotency_key_reused',
    'rate_limited',
    'send_failed',
    'phone_unreachable',
  )
  async request(
    @Body() body: OtpRequestDto,
    @FromCaller() caller: Caller,
    @Headers('accept-language') acceptLanguage?: string,
  ): Promise<SentCodeDto> {
    const phone = onlyOne(body.phone, body.to);
    const { channel, client, locale = acceptLanguage } = body;
    return sentCodeReply(await this.signIn.request({ phone, channel, client, locale }, caller));
  }

  @Post('resend')
  @HttpCode(200)
  @Idempotent(sendReplySeconds)
  @Budget('sends')
  @ApiOperation({ operationId: 'resendOtp', summary: 'Have the same code sent again' })
  @ApiOkResponse({ type: SentCodeDto })
  @Problems(
    'otp_invalid',
    'request_invalid',
    'not_available',
    'otp_cooldown',
    'idempotency_key_in_use',
    'idempotency_key_reused',
    'rate_limited',
    'send_failed',
    'phone_unreachable',
  )
  async resend(
    @Body() body: OtpResendDto,
    @FromCaller() caller: Caller,
    @Headers('accept-language') locale?: string,
  ): Promise<SentCodeDto> {
    return sentCodeReply(await this.signIn.resend(body.challenge_id, { channel: body.channel, locale }, caller));
  }

  @Post('verify')
  @HttpCode(200)
  @Idempotent(signInReplySeconds)
  @Budget('verify')
  @ApiOperation({ operationId: 'verifyOtp', summary: 'Bring the code, hold tokens' })
  @ApiBody({ type: OtpVerifyDto })
  @ApiOkResponse({ type: SignedInDto })
  @Problems(
    'phone_and_otp_required',
    'phone_invalid',
    'otp_invalid',
    'request_invalid',
    'account_disabled',
    'idempotency_key_in_use',
    'idempotency_key_reused',
    'rate_limited',
    'verify_failed',
  )
  async verify(@Body() body: OtpVerifyDto, @FromCaller() caller: Caller): Promise<SignedInDto> {
    if (body.challenge_id !== undefined && body.phone !== undefined)
      throw new Problem('request_invalid', { fields: { phone: 'must be left out when challenge_id is given' } });
    const proof = { challengeId: body.challenge_id, phone: body.phone, otp: body.otp };
    return signedInReply(await this.signIn.verify(proof, caller), this.config.syntheticEmailDomain);
  }
}

function onlyOne(phone: string | undefined, to: string | undefined): string {
  if (phone !== undefined && to !== undefined)
    throw new Problem('request_invalid', { fields: { to: 'must be left out when phone is given' } });
  return phone ?? to ?? '';
}
