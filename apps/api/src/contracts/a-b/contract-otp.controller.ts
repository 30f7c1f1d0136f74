import { Body, Controller, Headers, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuthConfig, SignInService } from '@sixdigit/auth';
import { type Caller, FromCaller } from '@sixdigit/caller';
import { type SentCodeDto, sentCodeReply } from '../../auth/otp-reply.dto.js';
import { phoneProblems, SendRoute, SignInRoute } from '../../auth/otp-routes.js';
import { type SignedInDto, signedInReply } from '../../auth/tokens.dto.js';
import { ContractOtpRequestDto, ContractOtpVerifyDto } from './contract-otp.dto.js';

/** Contracts A (without a version) and B (version 1): front ends written for them keep working. */
@ApiTags('Contracts A and B')
@Controller({ path: 'auth', version: VERSION_NEUTRAL })
export class ContractOtpController {
  constructor(
    private readonly signIn: SignInService,
    private readonly config: AuthConfig,
  ) {}

  @SendRoute('POST otp/request', {
    operationId: 'contractARequest',
    summary: 'Ask for a code (contract A)',
    problems: phoneProblems,
  })
  request(@Body() body: ContractOtpRequestDto, @FromCaller() caller: Caller, @Headers('accept-language') locale?: string) {
    return this.send(body, caller, locale);
  }

  @SendRoute('POST send-otp', {
    operationId: { neutral: 'contractBRequest', v1: 'contractBRequestV1' },
    summary: 'Ask for a code (contract B)',
    problems: phoneProblems,
  })
  requestB(@Body() body: ContractOtpRequestDto, @FromCaller() caller: Caller, @Headers('accept-language') locale?: string) {
    return this.send(body, caller, locale);
  }

  @SignInRoute('POST otp/verify', {
    operationId: 'contractAVerifyAlias',
    summary: 'Bring the code, hold tokens (contract A, other name)',
  })
  verifyAlias(@Body() body: ContractOtpVerifyDto, @FromCaller() caller: Caller) {
    return this.prove(body, caller);
  }

  @SignInRoute('POST verify-otp', {
    operationId: { neutral: 'contractVerify', v1: 'contractVerifyV1' },
    summary: 'Bring the code, hold tokens (contracts A and B)',
  })
  verify(@Body() body: ContractOtpVerifyDto, @FromCaller() caller: Caller) {
    return this.prove(body, caller);
  }

  private async send({ phone }: ContractOtpRequestDto, caller: Caller, locale: string | undefined): Promise<SentCodeDto> {
    return sentCodeReply(await this.signIn.request({ phone, locale }, caller));
  }

  private async prove({ phone, otp }: ContractOtpVerifyDto, caller: Caller): Promise<SignedInDto> {
    return signedInReply(await this.signIn.verify({ phone, otp }, caller), this.config.syntheticEmailDomain);
  }
}
