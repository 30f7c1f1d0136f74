import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AccountService, AuthConfig } from '@sixdigit/auth';
import type { Principal } from '@sixdigit/token';
import { CurrentPrincipal } from '../http/auth.guard.js';
import { Route } from '../http/route.js';
import { UserDto, userReply } from './user.dto.js';

@ApiTags('Account')
@Controller({ path: 'users', version: '1' })
export class MeController {
  constructor(
    private readonly accounts: AccountService,
    private readonly config: AuthConfig,
  ) {}

  @Route('GET me', { operationId: 'me', summary: 'Read yourself', reply: UserDto })
  async read(@CurrentPrincipal() principal: Principal): Promise<UserDto> {
    return userReply(await this.accounts.read(principal), this.config.syntheticEmailDomain);
  }
}
