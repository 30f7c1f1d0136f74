import { Body, Controller, Headers } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { AuthConfig, SignInService } from '@sixdigit/auth';
import { type Caller, FromCaller } from '@sixdigit/caller';
import { Problem } from '@sixdigit/contract';
import { OtpRequestDto, OtpResendDto, OtpVerifyDto } from './otp.dto.js';
import { type SentCodeDto, sentCodeReply } from './otp-reply.dto.js';
import { phoneProblems, SendRoute, SignInRoute } from './otp-routes.js';
import { type SignedInDto, signedInReply } from './tokens.dto.js';

@ApiTags('Sign in')
@Controller({ path: 'auth/otp', version: '1' })
export class OtpController {
  constructor(
    private readonly signIn: SignInService,
    private readonly config: AuthConfig,
  ) {}

  @SendRoute('POST request', {
    operationId: 'requestOtp',
    summary: 'Ask for a code',
    problems: [...phoneProblems, 'request_invalid', 'not_available'],
  })
  async request(
    @Body() body: OtpRequestDto,
    @FromCaller() caller: Caller,
    @Headers('accept-language') acceptLanguage?: string,
  ): Promise<SentCodeDto> {
    const phone = onlyOne(body.phone, body.to);
    const { channel, client, locale = acceptLanguage } = body;
    return sentCodeReply(await this.signIn.request({ phone, channel, client, locale }, caller));
  }

  @SendRoute('POST resend', {
    operationId: 'resendOtp',
    summary: 'Have the same code sent again',
    problems: ['otp_invalid', 'request_invalid', 'not_available'],
  })
  async resend(
    @Body() body: OtpResendDto,
    @FromCaller() caller: Caller,
    @Headers('accept-language') locale?: string,
  ): Promise<SentCodeDto> {
    return sentCodeReply(await this.signIn.resend(body.challenge_id, { channel: body.channel, locale }, caller));
  }

  @SignInRoute('POST verify', { operationId: 'verifyOtp', summary: 'Bring the code, hold tokens', problems: ['request_invalid'] })
  @ApiBody({ type: OtpVerifyDto })
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
