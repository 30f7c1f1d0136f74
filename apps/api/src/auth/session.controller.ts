import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountService, AuthConfig } from '@sixdigit/auth';
import type { Caller } from '@sixdigit/caller';
import { FromCaller } from '@sixdigit/caller';
import { type Principal, TokenService } from '@sixdigit/token';
import { Problems } from '../docs/problem-responses.js';
import { CurrentPrincipal } from '../http/auth.guard.js';
import { Public } from '../http/public.js';
import { userReply } from '../users/user.dto.js';
import { LogoutDto, RefreshDto, StatusDto } from './session.dto.js';
import { TokensDto, tokensReply } from './tokens.dto.js';

@ApiTags('Session')
@Controller({ path: 'auth', version: '1' })
export class SessionController {
  constructor(
    @Inject(TokenService) private readonly tokens: TokenService,
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(AuthConfig) private readonly config: AuthConfig,
  ) {}

  @Public()
  @Post('token/refresh')
  @HttpCode(200)
  @ApiOperation({ operationId: 'refreshToken', summary: 'Exchange a refresh token for new tokens' })
  @ApiOkResponse({ type: TokensDto })
  @Problems('request_invalid', 'refresh_token_invalid')
  async refresh(@Body() body: RefreshDto, @FromCaller() caller: Caller): Promise<TokensDto> {
    return tokensReply(await this.tokens.refresh(body.refresh_token, caller));
  }

  @Post('logout')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiOperation({ operationId: 'logout', summary: 'End the session, or all of your sessions' })
  @ApiNoContentResponse({ description: 'The session has ended, now or before' })
  @Problems('request_invalid', 'token_required', 'token_invalid')
  async logout(@Body() body: LogoutDto, @CurrentPrincipal() principal: Principal, @FromCaller() caller: Caller): Promise<void> {
    await this.tokens.end(principal, body.everywhere ?? false, caller);
  }

  @Get('status')
  @ApiBearerAuth()
  @ApiOperation({ operationId: 'status', summary: 'Who is signed in' })
  @ApiOkResponse({ type: StatusDto })
  @Problems('token_required', 'token_invalid')
  async status(@CurrentPrincipal() principal: Principal): Promise<StatusDto> {
    const user = await this.accounts.read(principal);
    return {
      authenticated: true,
      user: userReply(user, this.config.syntheticEmailDomain),
      phone_verified: true,
      account_active: user.is_active,
    };
  }
}
