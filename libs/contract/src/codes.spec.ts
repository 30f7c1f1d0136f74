import { describe, expect, it } from '@jest/globals';
import * as contract from '@sixdigit/contract';
import { channels, clientPlatforms, problemCodes, purposes } from '@sixdigit/contract/codes';

describe('@sixdigit/contract/codes', () => {
  it('holds the lists of the whole contract, the very same', () => {
    expect(channels).toBe(contract.channels);
    expect(clientPlatforms).toBe(contract.clientPlatforms);
    expect(problemCodes).toBe(contract.problemCodes);
    expect(purposes).toBe(contract.purposes);
  });
});
