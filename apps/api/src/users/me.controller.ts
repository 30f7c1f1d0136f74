import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountService, AuthConfig } from '@sixdigit/auth';
import type { Principal } from '@sixdigit/token';
import { Problems } from '../docs/problem-responses.js';
import { CurrentPrincipal } from '../http/auth.guard.js';
import { UserDto, userReply } from './user.dto.js';

@ApiTags('Account')
@Controller({ path: 'users', version: '1' })
export class MeController {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(AuthConfig) private readonly config: AuthConfig,
  ) {}

  @Get('me')
  @ApiBearerAuth()
  @ApiOperation({ operationId: 'me', summary: 'Read yourself' })
  @ApiOkResponse({ type: UserDto })
  @Problems('token_required', 'token_invalid')
  async read(@CurrentPrincipal() principal: Principal): Promise<UserDto> {
    return userReply(await this.accounts.read(principal), this.config.syntheticEmailDomain);
  }
}
