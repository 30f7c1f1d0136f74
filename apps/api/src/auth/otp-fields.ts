import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { ProblemCode } from '@sixdigit/contract';
import { IsNotEmpty, IsString, Matches } from 'class-validator';

const as = (problem: ProblemCode) => ({ context: { problem } });

/** A number in any usual spelling; what it means is decided by the one parser. */
export function PhoneField(missing: ProblemCode): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ example: '+14155552671', description: 'A phone number, best in E.164.' }),
    IsNotEmpty(as(missing)),
    IsString(as('phone_invalid')),
  );
}

/** Six digits, or as many as the service is set to. */
export function OtpField(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ example: '123456', description: 'The code from the message: a text of ASCII digits.' }),
    IsNotEmpty(as('phone_and_otp_required')),
    IsString(as('otp_invalid')),
  );
}

/** The id that the reply to a request gave. */
export function ChallengeIdField(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      example: 'kq3Jc0Yv2u5mX1d0b7n3Tg.Wm8sJ5rQp1vK9xZ2c4e6Ag',
      description: 'The `challenge_id` of the reply to the request.',
    }),
    IsString({ message: 'must be the challenge_id of a reply' }),
    Matches(/^[\w.-]{1,64}$/, { message: 'must be the challenge_id of a reply' }),
  );
}
