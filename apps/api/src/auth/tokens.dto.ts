import { ApiProperty } from '@nestjs/swagger';
import type { SignInOutcome } from '@sixdigit/auth';
import { Problem } from '@sixdigit/contract';
import type { Tokens } from '@sixdigit/token';
import { UserDto, userReply } from '../users/user.dto.js';

export class TokensDto {
  @ApiProperty({ example: 'eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.….…', description: 'A JWT (RFC 9068), for `Authorization: Bearer`.' })
  access_token: string;

  @ApiProperty({ example: 'bearer' })
  token_type: 'bearer';

  @ApiProperty({ example: 900, description: 'Seconds of the access token.' })
  expires_in: number;

  @ApiProperty({ description: 'Opaque; good for one refresh.' })
  refresh_token: string;
}

export class SignedInDto extends TokensDto {
  @ApiProperty({ type: UserDto })
  user: UserDto;

  @ApiProperty({ example: true })
  is_new_user: boolean;
}

export function tokensReply({ accessToken, expiresInSeconds, refreshToken }: Tokens): TokensDto {
  return { access_token: accessToken, token_type: 'bearer', expires_in: expiresInSeconds, refresh_token: refreshToken };
}

/** The one reply of every route that signs in, the contracts' too. No token for a user whose one proof is not enough. */
export function signedInReply(signIn: SignInOutcome, emailDomain: string): SignedInDto {
  if (signIn.outcome === 'second_factor_required') throw new Problem('second_factor_required');
  const { tokens, user, isNewUser } = signIn;
  return { ...tokensReply(tokens), user: userReply(user, emailDomain), is_new_user: isNewUser };
}
