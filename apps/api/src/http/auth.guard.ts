import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { Problem } from '@sixdigit/contract';
import { type Principal, TokenService } from '@sixdigit/token';
import { bearerToken } from './bearer.js';
import { isPublic } from './public.js';

interface SignedInRequest {
  readonly headers: { readonly authorization?: string };
  principal?: Principal;
}

/** Deny by default: a route without `@Public` answers only requests with an access token. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(private readonly tokens: TokenService) {}

  canActivate(context: ExecutionContext): boolean {
    if (isPublic(context.getHandler(), context.getClass())) return true;
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const token = bearerToken(request.headers.authorization);
    if (token === undefined) throw new Problem('token_required');
    request.principal = this.tokens.verify(token);
    return true;
  }
}

/** Who the access token speaks for, as a parameter of a handler that is not public. */
export const CurrentPrincipal = createParamDecorator((_: undefined, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<SignedInRequest>();
  if (!principal) throw new Problem('token_required');
  return principal;
});
