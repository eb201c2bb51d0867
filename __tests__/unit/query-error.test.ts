import { QueryError } from '@tooljet-marketplace/common';

test('a QueryError is an Error with a message, a description and data, under the name by which ToolJet knows it', () => {
  const error = new QueryError('Query could not be completed', 'Because', { field: 'key' });
  expect(error).toBeInstanceOf(Error);
  expect(error.message).toBe('Query could not be completed');
  expect(error.description).toBe('Because');
  expect(error.data).toEqual({ field: 'key' });
  expect(error.name).toBe('QueryError');
  expect(error.constructor.name).toBe('QueryError');
});
