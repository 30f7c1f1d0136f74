import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AccountService, AuthConfig } from '@sixdigit/auth';
import { type Caller, FromCaller } from '@sixdigit/caller';
import { type Principal, TokenService } from '@sixdigit/token';
import { CurrentPrincipal } from '../http/auth.guard.js';
import { Route } from '../http/route.js';
import { userReply } from '../users/user.dto.js';
import { LogoutDto, RefreshDto, StatusDto } from './session.dto.js';
import { TokensDto, tokensReply } from './tokens.dto.js';

@ApiTags('Session')
@Controller({ path: 'auth', version: '1' })
export class SessionController {
  constructor(
    private readonly tokens: TokenService,
    private readonly accounts: AccountService,
    private readonly config: AuthConfig,
  ) {}

  @Route('POST token/refresh', {
    operationId: 'refreshToken',
    summary: 'Exchange a refresh token for new tokens',
    public: true,
    reply: TokensDto,
    problems: ['request_invalid', 'refresh_token_invalid'],
  })
  async refresh(@Body() body: RefreshDto, @FromCaller() caller: Caller): Promise<TokensDto> {
    return tokensReply(await this.tokens.refresh(body.refresh_token, caller));
  }

  @Route('POST logout', {
    operationId: 'logout',
    summary: 'End the session, or all of your sessions',
    replyDescription: 'The session has ended, now or before',
    problems: ['request_invalid'],
  })
  async logout(@Body() body: LogoutDto, @CurrentPrincipal() principal: Principal, @FromCaller() caller: Caller): Promise<void> {
    await this.tokens.end(principal, body.everywhere ?? false, caller);
  }

  @Route('GET status', { operationId: 'status', summary: 'Who is signed in', reply: StatusDto })
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
