import { ApiProperty } from '@nestjs/swagger';
import type { User } from '@sixdigit/auth';

export class UserDto {
  @ApiProperty({ example: 1 })
  id: number;

  @ApiProperty({ example: '+14155552671@example.com', description: 'Computed from the number; nothing is ever mailed to it.' })
  email: string;

  @ApiProperty({ example: '+14155552671' })
  phone: string;

  @ApiProperty({ example: 'User 2671' })
  name: string;

  @ApiProperty({ example: 'consumer' })
  role: string;

  @ApiProperty({ example: true })
  is_phone_verified: boolean;
}

export function userReply({ id, phone, name, role }: User, emailDomain: string): UserDto {
  // there is no user before their number is verified
  return { id, email: `${phone}@${emailDomain}`, phone, name, role, is_phone_verified: true };
}
