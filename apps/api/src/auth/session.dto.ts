import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsNotEmpty, IsOptional, IsString } from 'class-validator';
import { UserDto } from '../users/user.dto.js';

export class RefreshDto {
  @ApiProperty({ description: 'The refresh token of the last reply.' })
  @IsString({ message: 'must be a text' })
  @IsNotEmpty({ message: 'must not be empty' })
  refresh_token: string;
}

export class LogoutDto {
  @ApiPropertyOptional({ default: false, description: 'Ends all of your sessions, not only this one.' })
  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  everywhere?: boolean;
}

export class StatusDto {
  @ApiProperty({ example: true })
  authenticated: true;

  @ApiProperty({ type: UserDto })
  user: UserDto;

  @ApiProperty({ example: true })
  phone_verified: boolean;

  @ApiProperty({ example: true })
  account_active: boolean;
}
