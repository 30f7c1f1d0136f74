import { type ArgumentMetadata, Injectable, type PipeTransform, type ValidationError, ValidationPipe } from '@nestjs/common';
import { Problem, type ProblemCode, precedenceOf } from '@sixdigit/contract';

/** A DTO of one of the five contracts: their front ends may send more fields than we read, so those are dropped. */
export interface ContractDto {
  readonly dropsUnknownFields: true;
}

/** Which problem a broken rule of a field is; without it `request_invalid`. */
export interface RuleContext {
  readonly problem: ProblemCode;
}

/** Validates bodies against their DTO class. Unknown fields are refused by name, on the contracts' routes dropped. */
@Injectable()
export class BodyPipe implements PipeTransform {
  private readonly refusing = pipe(true);
  private readonly dropping = pipe(false);

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    if (metadata.type !== 'body' || !metadata.metatype) return value;
    const body = value ?? {};
    if (typeof body !== 'object' || Array.isArray(body)) throw new Problem('request_invalid');
    const drops = (metadata.metatype as Partial<ContractDto>).dropsUnknownFields === true;
    return (drops ? this.dropping : this.refusing).transform(body, metadata);
  }
}

function pipe(forbidNonWhitelisted: boolean): ValidationPipe {
  return new ValidationPipe({ whitelist: true, forbidNonWhitelisted, transform: true, exceptionFactory: problemOf });
}

/** Of several broken rules the one that the problem table puts first: the contracts' texts say so. */
function problemOf(errors: ValidationError[]): Problem {
  const named = errors.flatMap((error) => Object.values((error.contexts ?? {}) as Record<string, RuleContext>).map((rule) => rule.problem));
  const [code] = named.toSorted((a, b) => precedenceOf(b) - precedenceOf(a));
  if (code) return new Problem(code);
  return new Problem('request_invalid', { fields: fieldsOf(errors) });
}

function fieldsOf(errors: readonly ValidationError[], path = ''): Record<string, string> {
  return Object.assign(
    {},
    ...errors.map((error) => {
      const name = `${path}${error.property}`;
      if (error.children?.length) return fieldsOf(error.children, `${name}.`);
      return { [name]: sentence(error) };
    }),
  ) as Record<string, string>;
}

function sentence({ constraints = {} }: ValidationError): string {
  if ('whitelistValidation' in constraints) return 'is not known here';
  return Object.values(constraints)[0] ?? 'is not valid';
}
