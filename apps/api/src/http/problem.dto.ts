import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { problemCodes } from '@sixdigit/contract';

/** RFC 9457. The members beside it come with the problems that have them. */
export class ProblemDto {
  @ApiProperty({ description: 'A name of the kind of problem, `urn:sixdigit:problem:` and its code.' })
  type: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ description: 'The HTTP status.' })
  status: number;

  @ApiProperty()
  detail: string;

  @ApiProperty({ enum: problemCodes, description: 'What to switch on.' })
  code: string;

  @ApiProperty({ description: 'To be named when you ask for help; also in `X-Request-Id`.' })
  request_id: string;

  @ApiPropertyOptional({ description: 'Seconds to wait; also in `Retry-After`.' })
  retry_after?: number;

  @ApiPropertyOptional({ description: 'Attempts left on the challenge that was named.' })
  attempts_left?: number;

  @ApiPropertyOptional({ enum: ['wrong', 'expired', 'used', 'attempts_spent'] })
  reason?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'The fields that are wrong, each with a sentence.',
  })
  fields?: Record<string, string>;
}
