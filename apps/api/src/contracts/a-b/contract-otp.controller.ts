import { Body, Controller, Headers, HttpCode, Inject, Post, VERSION_NEUTRAL, Version } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuthConfig, SignInService } from '@sixdigit/auth';
import type { Caller } from '@sixdigit/caller';
import { FromCaller } from '@sixdigit/caller';
import { Idempotent, sendReplySeconds, signInReplySeconds } from '@sixdigit/idempotency';
import { Budget } from '@sixdigit/limits';
import { SentCodeDto, sentCodeReply } from '../../auth/otp-reply.dto.js';
import { SignedInDto, signedInReply } from '../../auth/tokens.dto.js';
import { Problems } from '../../docs/problem-responses.js';
import { Public } from '../../http/public.js';
import { ContractOtpRequestDto, ContractOtpVerifyDto } from './contract-otp.dto.js';

/** Contracts A (without a version) and B (version 1): front ends written for them keep working. */
@ApiTags('Contracts A and B')
@Public()
@Controller({ path: 'auth', version: VERSION_NEUTRAL })
export class ContractOtpController {
  constructor(
    @Inject(SignInService) private readonly signIn: SignInService,
    @Inject(AuthConfig) private readonly config: AuthConfig,
  ) {}

  @Post('otp/request')
  @HttpCode(200)
  @Idempotent(sendReplySeconds)
  @Budget('sends')
  @ApiOperation({ operationId: 'contractARequest', summary: 'Ask for a code (contract A)' })
  @ApiOkResponse({ type: SentCodeDto })
  @Problems(
    'phone_required',
    'phone_invalid',
    'phone_country_refused',
    'otp_cooldown',
    'idempotency_key_in_use',
    'idempotency_key_reused',
    'rate_limited',
    'send_failed',
    'phone_unreachable',
  )
  request(
    @Body() body: ContractOtpRequestDto,
    @FromCaller() caller: Caller,
    @Headers('accept-language') locale?: string,
  ): Promise<SentCodeDto> {
    return this.send(body, caller, locale);
  }

  @Post('send-otp')
  @Version(['1', VERSION_NEUTRAL])
  @HttpCode(200)
  @Idempotent(sendReplySeconds)
  @Budget('sends')
  @ApiOperation({ operationId: 'contractBRequest', summary: 'Ask for a code (contract B)' })
  @ApiOkResponse({ type: SentCodeDto })
  @Problems(
    'phone_required',
    'phone_invalid',
    'phone_country_refused',
    'otp_cooldown',
    'idempotency_key_in_use',
    'idempotency_key_reused',
    'rate_limited',
    'send_failed',
    'phone_unreachable',
  )
  requestB(
    @Body() body: ContractOtpRequestDto,
    @FromCaller() caller: Caller,
    @Headers('accept-language') locale?: string,
  ): Promise<SentCodeDto> {
    return this.send(body, caller, locale);
  }

  @Post('otp/verify')
  @HttpCode(200)
  @Idempotent(signInReplySeconds)
  @Budget('verify')
  @ApiOperation({ operationId: 'contractAVerifyAlias', summary: 'Bring the code, hold tokens (contract A, other name)' })
  @ApiOkResponse({ type: SignedInDto })
  @Problems(
    'phone_and_otp_required',
    'phone_invalid',
    'otp_invalid',
    'account_disabled',
    'idempotency_key_in_use',
    'idempotency_key_reused',
    'rate_limited',
    'verify_failed',
  )
  verifyAlias(@Body() body: ContractOtpVerifyDto, @FromCaller() caller: Caller): Promise<SignedInDto> {
    return this.prove(body, caller);
  }

  @Post('verify-otp')
  @Version(['1', VERSION_NEUTRAL])
  @HttpCode(200)
  @Idempotent(signInReplySeconds)
  @Budget('verify')
  @ApiOperation({ operationId: 'contractVerify', summary: 'Bring the code, hold tokens (contracts A and B)' })
  @ApiOkResponse({ type: SignedInDto })
  @Problems(
    'phone_and_otp_required',
    'phone_invalid',
    'otp_invalid',
    'account_disabled',
    'idempotency_key_in_use',
    'idempotency_key_reused',
    'rate_limited',
    'verify_failed',
  )
  verify(@Body() body: ContractOtpVerifyDto, @FromCaller() caller: Caller): Promise<SignedInDto> {
    return this.prove(body, caller);
  }

  private async send({ phone }: ContractOtpRequestDto, caller: Caller, locale: string | undefined): Promise<SentCodeDto> {
    return sentCodeReply(await this.signIn.request({ phone, locale }, caller));
  }

  private async prove({ phone, otp }: ContractOtpVerifyDto, caller: Caller): Promise<SignedInDto> {
    return signedInReply(await this.signIn.verify({ phone, otp }, caller), this.config.syntheticEmailDomain);
  }
}
