import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'marketplace-assets/', 'coverage/', 'node_modules/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  { files: ['lib/**/*.ts', 'common/**/*.ts'], rules: { 'no-console': 'error' } },
  {
    files: ['**/*.{js,cjs}'],
    languageOptions: { globals: { exports: 'writable', module: 'writable', process: 'readonly', require: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  prettier
);
